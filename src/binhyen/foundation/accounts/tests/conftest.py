"""Two people: one who signs in, one who administers."""

from __future__ import annotations

from datetime import date

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from binhyen.foundation.access.api import Account, Actor, actor_for
from binhyen.foundation.accounts.api import create_account, grant_role

WORD = "Mua-xuan-2022!"


@pytest.fixture
def lan(operator: Actor, db: None) -> Account:
    """An account with a role in force, so that it may also make tokens."""
    return made(operator, "lan", "ministry_viewer")


@pytest.fixture
def administrator(operator: Actor, db: None) -> Actor:
    return actor_for(made(operator, "quan", "administrator"))


@pytest.fixture
def browser(lan: Account) -> Client:
    """A browser in which lan is signed in."""
    client = Client()
    client.force_login(lan)
    return client


def made(operator: Actor, username: str, role: str) -> Account:
    account = create_account(operator, username=username, office="Cán bộ", password=WORD)
    grant_role(
        operator, account_id=account.pk, role=role, scope_id=None, valid_from=date(2020, 1, 1)
    )
    return account


def signed_in(client: Client) -> bool:
    """Whether a page that needs signing in lets this browser in."""
    return client.get("/accounts/2fa/").status_code == 200


def sign_in(client: Client, word: str):
    """Send the sign-in form; the answer leads on from there."""
    return client.post("/accounts/login/", {"login": "lan", "password": word})


@pytest.fixture
def second_factor(lan: Account) -> None:
    """Lan has switched on an authenticator app and printed recovery codes."""
    TOTP.activate(lan, generate_totp_secret())
    RecoveryCodes.activate(lan)
