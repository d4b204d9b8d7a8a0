"""A closed account is out at once, with its programs; what it did and held stays."""

from __future__ import annotations

import pytest
from django.test import Client

from binhyen.foundation.access.api import RoleGrant, actor_for, actor_for_token
from binhyen.foundation.accounts.api import Closed, close_account, create_token
from binhyen.foundation.accounts.tests.conftest import WORD, sign_in, signed_in
from binhyen.foundation.audit.api import JournalEntry
from binhyen.kernel.errors import Conflict, NotFound, Refused


def test_its_sessions_end_and_it_cannot_sign_in(administrator, lan, browser):
    assert signed_in(browser)
    assert close_account(administrator, account_id=lan.pk) == Closed(sessions=1, tokens=0)
    assert not signed_in(browser)
    client = Client()
    assert sign_in(client, WORD).url == "/accounts/inactive/"
    assert not signed_in(client)


def test_its_tokens_stop_working(administrator, lan):
    _, secret = token(lan)
    assert close_account(administrator, account_id=lan.pk).tokens == 1
    with pytest.raises(Refused, match="thu hồi"):
        actor_for_token(secret)


def test_nobody_makes_it_a_new_token(administrator, operator, lan):
    close_account(administrator, account_id=lan.pk)
    with pytest.raises(Conflict, match="mở lại"):
        create_token(operator, account_id=lan.pk, name="x", permissions=("api.use",))


def test_its_history_stays(administrator, lan):
    before = JournalEntry.objects.count()
    close_account(administrator, account_id=lan.pk)
    assert RoleGrant.objects.filter(account=lan, valid_to=None).exists()
    assert JournalEntry.objects.count() == before + 1
    assert JournalEntry.objects.latest("pk").action == "access.close_account"


def test_it_cannot_be_closed_twice(administrator, lan):
    close_account(administrator, account_id=lan.pk)
    with pytest.raises(Conflict, match="lan đã đóng"):
        close_account(administrator, account_id=lan.pk)


def test_nobody_closes_their_own(administrator):
    with pytest.raises(Refused, match="chính mình"):
        close_account(administrator, account_id=administrator.id)


def test_an_unknown_account_is_named(administrator):
    with pytest.raises(NotFound, match="số 0"):
        close_account(administrator, account_id=0)


def test_it_needs_the_permission(lan, administrator):
    with pytest.raises(Refused, match=r"access\.manage"):
        close_account(actor_for(lan), account_id=administrator.id)


def token(lan):
    return create_token(
        actor_for(lan), account_id=lan.pk, name="máy trạm", permissions=("api.use",)
    )
