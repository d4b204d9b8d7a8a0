"""A token does what its maker may do, within less, until its day; its secret is kept nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from binhyen.foundation.access.api import Account, ApiToken, actor_for, actor_for_token
from binhyen.foundation.accounts.api import create_account, create_token, grant_role, revoke_token
from binhyen.foundation.audit.api import JournalEntry
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, Refused

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 6, 3, 5, tzinfo=UTC)


@pytest.fixture
def planner(operator) -> Account:
    account = create_account(
        operator, username="chi", office="Cán bộ tổ chức", password="Mua-xuan-2022!"
    )
    grant_role(
        operator,
        account_id=account.pk,
        role="ministry_viewer",
        scope_id=None,
        valid_from=date(2020, 1, 1),
    )
    return account


def make(planner: Account, permissions=("api.use",), **more):
    return create_token(
        actor_for(planner), account_id=planner.pk, name="máy trạm", permissions=permissions, **more
    )


def test_it_acts_as_its_account_with_only_its_permissions(planner):
    _, secret = make(planner)
    actor = actor_for_token(secret)
    assert actor.id == planner.pk
    assert {p for grant in actor.grants for p in grant.permissions} == {"api.use"}


def test_it_keeps_the_secret_nowhere(planner):
    token, secret = make(planner)
    assert secret not in str(ApiToken.objects.filter(pk=token.pk).values())
    assert not any(secret in entry.details for entry in JournalEntry.objects.all())


def test_it_is_refused_after_its_day(planner):
    with clock.frozen(NOON):
        _, secret = make(planner, days=1)
    with clock.frozen(NOON + timedelta(days=1)), pytest.raises(Refused, match="hết hạn"):
        actor_for_token(secret)


def test_it_is_refused_once_revoked(planner):
    token, secret = make(planner)
    revoke_token(actor_for(planner), token_id=token.pk)
    with pytest.raises(Refused, match="thu hồi"):
        actor_for_token(secret)


def test_it_cannot_be_wider_than_its_maker(planner):
    with pytest.raises(Refused, match=r"backup\.manage"):
        make(planner, permissions=("backup.manage",))


def test_it_cannot_be_made_for_somebody_else(planner, operator):
    other = create_account(operator, username="dung", office="Giám đốc", password="Mua-thu-2022!")
    with pytest.raises(Refused):
        create_token(actor_for(planner), account_id=other.pk, name="x", permissions=("api.use",))


@pytest.mark.parametrize("days", [0, 10_000])
def test_it_cannot_live_for_ever(planner, days: int):
    with pytest.raises(Invalid):
        make(planner, days=days)


def test_two_accounts_cannot_share_a_name(planner, operator):
    with pytest.raises(Conflict, match="chi"):
        create_account(operator, username="chi", office="Khác", password="Mua-thu-2022!")


def test_a_weak_password_is_refused_with_the_reason(operator):
    with pytest.raises(Invalid, match="Mật khẩu"):
        create_account(operator, username="em", office="Khác", password="123")
