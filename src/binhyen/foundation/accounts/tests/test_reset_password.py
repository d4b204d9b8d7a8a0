"""A reset password lets in, the old one does not, open sessions end, and the journal never holds it."""

from __future__ import annotations

import pytest
from django.test import Client

from binhyen.foundation.access.api import actor_for
from binhyen.foundation.accounts.api import draw_password, reset_password
from binhyen.foundation.accounts.tests.conftest import WORD, sign_in, signed_in
from binhyen.foundation.audit.api import JournalEntry
from binhyen.kernel.errors import Invalid, NotFound, Refused

NEW = "Mua-thu-2022!"


def test_only_the_new_password_lets_in(administrator, lan):
    reset_password(administrator, account_id=lan.pk, password=NEW)
    client = Client()
    sign_in(client, WORD)
    assert not signed_in(client)
    sign_in(client, NEW)
    assert signed_in(client)


def test_it_ends_the_sessions_of_this_account_alone(administrator, lan, browser):
    other = Client()
    other.force_login(type(lan).objects.get(username="quan"))
    assert reset_password(administrator, account_id=lan.pk, password=NEW) == 1
    assert not signed_in(browser)
    assert signed_in(other)


def test_it_ends_a_sign_in_that_waits_for_the_second_factor(administrator, lan, second_factor):
    waiting = Client()
    assert "2fa" in sign_in(waiting, WORD).url
    assert reset_password(administrator, account_id=lan.pk, password=NEW) == 1
    assert waiting.get("/accounts/2fa/authenticate/").url.startswith("/accounts/login/")


def test_the_journal_tells_who_and_whom_but_not_the_password(administrator, lan):
    reset_password(administrator, account_id=lan.pk, password=NEW)
    entry = JournalEntry.objects.get(action="access.reset_password")
    assert "lan" in str(entry.details)
    assert NEW not in str(entry.details)
    lan.refresh_from_db()
    assert lan.password not in str(entry.details)


def test_a_weak_password_changes_nothing(administrator, lan, browser):
    with pytest.raises(Invalid, match="Mật khẩu chưa đạt"):
        reset_password(administrator, account_id=lan.pk, password="123")
    assert signed_in(browser)


def test_an_unknown_account_is_named(administrator):
    with pytest.raises(NotFound, match="số 0"):
        reset_password(administrator, account_id=0, password=NEW)


def test_it_needs_the_permission(lan):
    with pytest.raises(Refused, match=r"access\.manage"):
        reset_password(actor_for(lan), account_id=lan.pk, password=NEW)


def test_a_drawn_password_is_accepted_and_never_the_same(administrator, lan):
    drawn = {draw_password() for _ in range(50)}
    assert len(drawn) == 50
    reset_password(administrator, account_id=lan.pk, password=drawn.pop())
