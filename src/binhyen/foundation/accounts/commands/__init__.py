"""The verbs of accounts; the only writer of accounts, grants, tokens and second factors."""

from __future__ import annotations

from binhyen.foundation.accounts.commands.closing import Closed, close_account, reopen_account
from binhyen.foundation.accounts.commands.grants import end_grant, grant_role
from binhyen.foundation.accounts.commands.sign_in import (
    create_account,
    remove_second_factor,
    reset_password,
)
from binhyen.foundation.accounts.commands.tokens import create_token, revoke_token

__all__ = [
    "Closed",
    "close_account",
    "create_account",
    "create_token",
    "end_grant",
    "grant_role",
    "remove_second_factor",
    "reopen_account",
    "reset_password",
    "revoke_token",
]
