"""Who lost the telephone and the recovery codes gets in with the password alone again."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from binhyen.foundation.access.api import actor_for
from binhyen.foundation.accounts.api import remove_second_factor
from binhyen.foundation.accounts.tests.conftest import WORD, sign_in, signed_in
from binhyen.foundation.audit.api import JournalEntry
from binhyen.kernel.errors import Conflict, NotFound, Refused


def test_the_password_alone_lets_in_again(administrator, lan, second_factor):
    client = Client()
    sign_in(client, WORD)
    assert not signed_in(client)
    remove_second_factor(administrator, account_id=lan.pk)
    client = Client()
    sign_in(client, WORD)
    assert signed_in(client)


def test_recovery_codes_go_too_and_others_keep_theirs(
    administrator, lan, second_factor, operator, django_user_model
):
    other = django_user_model.objects.get(username="quan")
    Authenticator.objects.create(user=other, type="totp", data={})
    assert remove_second_factor(administrator, account_id=lan.pk) == ["recovery_codes", "totp"]
    assert list(Authenticator.objects.values_list("user", flat=True)) == [other.pk]


def test_the_journal_names_the_kinds_but_no_secret(administrator, lan, second_factor):
    secrets = [str(kept["data"]) for kept in Authenticator.objects.values("data")]
    remove_second_factor(administrator, account_id=lan.pk)
    entry = JournalEntry.objects.get(action="access.remove_second_factor")
    assert "totp" in str(entry.details)
    assert not any(secret in str(entry.details) for secret in secrets)


def test_without_a_second_factor_it_says_so(administrator, lan):
    with pytest.raises(Conflict, match="lan không bật"):
        remove_second_factor(administrator, account_id=lan.pk)


def test_an_unknown_account_is_named(administrator):
    with pytest.raises(NotFound, match="số 0"):
        remove_second_factor(administrator, account_id=0)


def test_it_needs_the_permission(lan, second_factor):
    with pytest.raises(Refused, match=r"access\.manage"):
        remove_second_factor(actor_for(lan), account_id=lan.pk)
