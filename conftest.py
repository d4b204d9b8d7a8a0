"""Fixtures every test may use; heavy ones are made once a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker
from typing_extensions import override
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from binhyen.engines.documents.api import IssuedDocument
from binhyen.features.rosters.api import BookLine
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import JournalEntry, guard_table, unguard_table

# The `country` fixture: the real units of Vietnam, loaded once a session.
pytest_plugins = ["binhyen.engines.units.tests.country"]

# Every answer of the API that any test sees is checked against the published schema.
settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.openapi.ValidateAnswers"]

# How long an example takes depends on the machine's other work, so it never decides.
hypothesis.settings.register_profile("steady", deadline=None)
hypothesis.settings.load_profile("steady")

if TYPE_CHECKING:
    from binhyen.worlds.an_phuoc import AnPhuoc

# Tests of this folder share one heavy fixture, so they stay in one process.
TOGETHER = "src/binhyen/worlds/thanh_hoa/"


class _Scheduling(LoadFileScheduling):
    """A file, or a folder whose tests share a heavy fixture, stays in one process."""

    @override
    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Tests side by side: whose fixtures are shared stays together."""
    return _Scheduling(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture
def operator() -> Actor:
    """The installation's operator, who may do everything."""
    return Actor.operator()


@pytest.fixture(autouse=True, scope="session")
def _append_only_tables_may_be_emptied_between_tests() -> Iterator[None]:
    """Transactional tests empty all tables afterwards; the guards of append-only ones would refuse that."""
    tables = [model._meta.db_table for model in (JournalEntry, IssuedDocument, BookLine)]
    tables += ["indicators_reportversion", "indicators_cellremark", "indicators_periodlock"]
    tables += ["tasks_taskstep", "tasks_taskfile", "tasks_matterlink", "tasks_measurement"]
    tables += ["conference_sittingevent", "conference_paperversion", "conference_paperread"]
    tables += ["conference_minutesversion", "conference_rehearsalresult"]
    original = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        for table in tables:
            unguard_table(connection, table)
        try:
            original(self)
        finally:
            for table in tables:
                guard_table(connection, table)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original


@pytest.fixture(autouse=True)
def _nothing_of_another_test() -> Iterator[None]:
    """What no rollback takes back: the reader's language, and the journal's anchor outside the database."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
    (Path(settings.BINHYEN_HOME) / "journal.head").unlink(missing_ok=True)


@pytest.fixture
def world(db: None, operator: Actor) -> AnPhuoc:
    """Province An Phước with its cast; people and more units come from its builders."""
    from binhyen.worlds.an_phuoc import build  # noqa: PLC0415 - worlds stand above what most tests import

    return build(operator)


@pytest.fixture(scope="module")
def kept_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[AnPhuoc]:
    """The same province with the whole catalogue, made once a module; ask for `db` too, so that each test is rolled back."""
    from binhyen.engines.indicators.api import load_catalogue  # noqa: PLC0415
    from binhyen.worlds.an_phuoc import build  # noqa: PLC0415 - worlds stand above what most tests import

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            made = build(Actor.operator())
            load_catalogue(Actor.operator(), folder=Path(settings.BINHYEN_CATALOGUE))
            yield made
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
