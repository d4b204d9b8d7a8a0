"""Whatever is sent to any operation, it answers within its schema and never fails inside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from binhyen.foundation.access.api import Account, RoleGrant
from binhyen.foundation.accounts.api import create_token
from binhyen.project.rest import api

pytestmark = [pytest.mark.country, pytest.mark.django_db]

schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


@pytest.fixture(scope="module")
def secret(country, django_db_setup, django_db_blocker) -> str:
    """A token that may do all that the API offers, so that refusals do not hide faults."""
    with django_db_blocker.unblock():
        from binhyen.foundation.access.api import Actor

        account = Account.objects.create(username="fuzz", office="Máy thử")
        RoleGrant.objects.create(
            account=account, role="ministry_viewer", scope_id=None, valid_from="2019-01-01"
        )
        RoleGrant.objects.create(
            account=account, role="ministry_officer", scope_id=None, valid_from="2019-01-01"
        )
        wanted = [
            "units.view",
            "people.view",
            "figures.view",
            "figures.exchange",
            "norms.view",
            "documents.view",
            "staffing.view",
            "api.use",
        ]
        return create_token(
            Actor.operator(), account_id=account.pk, name="thử", permissions=wanted
        )[1]


@pytest.fixture(autouse=True)
def _keep_the_connection() -> Iterator[None]:
    """A server closes its connection around each request; here it holds the test's own transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
def test_it_answers_within_its_schema(case, secret, db):
    # Codes and periods are texts to the schema; most texts name none, and are rightly refused.
    case.call_and_validate(
        headers={"Authorization": f"Bearer {secret}"}, excluded_checks=[positive_data_acceptance]
    )


def test_every_operation_is_covered():
    assert len(api.get_openapi_schema()["paths"]) >= 10
