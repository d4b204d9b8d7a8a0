"""A reopened account signs in as before; what closing ended does not wake up."""

from __future__ import annotations

import pytest
from django.test import Client

from binhyen.foundation.access.api import actor_for, actor_for_token
from binhyen.foundation.accounts.api import close_account, create_token, reopen_account
from binhyen.foundation.accounts.tests.conftest import WORD, sign_in, signed_in
from binhyen.foundation.audit.api import JournalEntry
from binhyen.kernel.errors import Conflict, NotFound, Refused


@pytest.fixture
def secret(lan) -> str:
    made = create_token(
        actor_for(lan), account_id=lan.pk, name="máy trạm", permissions=("api.use",)
    )
    return made[1]


def test_it_signs_in_with_its_password_and_roles(administrator, lan):
    close_account(administrator, account_id=lan.pk)
    lan.refresh_from_db()
    assert not actor_for(lan).grants
    again = reopen_account(administrator, account_id=lan.pk)
    assert actor_for(again).grants
    client = Client()
    sign_in(client, WORD)
    assert signed_in(client)


def test_old_sessions_and_tokens_stay_dead(administrator, lan, browser, secret):
    close_account(administrator, account_id=lan.pk)
    reopen_account(administrator, account_id=lan.pk)
    assert not signed_in(browser)
    with pytest.raises(Refused, match="thu hồi"):
        actor_for_token(secret)


def test_the_journal_tells_it(administrator, lan):
    close_account(administrator, account_id=lan.pk)
    reopen_account(administrator, account_id=lan.pk)
    entry = JournalEntry.objects.get(action="access.reopen_account")
    assert entry.object_id == str(lan.pk)


def test_an_open_account_cannot_be_reopened(administrator, lan):
    with pytest.raises(Conflict, match="lan đang mở"):
        reopen_account(administrator, account_id=lan.pk)


def test_an_unknown_account_is_named(administrator):
    with pytest.raises(NotFound, match="số 0"):
        reopen_account(administrator, account_id=0)


def test_it_needs_the_permission(administrator, lan):
    with pytest.raises(Refused, match=r"access\.manage"):
        reopen_account(actor_for(lan), account_id=lan.pk)
