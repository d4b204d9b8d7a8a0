"""The public surface of accounts."""

from __future__ import annotations

from binhyen.foundation.accounts.commands import (
    Closed,
    close_account,
    create_account,
    create_token,
    end_grant,
    grant_role,
    remove_second_factor,
    reopen_account,
    reset_password,
    revoke_token,
)
from binhyen.foundation.accounts.passwords import draw_password

__all__ = [
    "Closed",
    "close_account",
    "create_account",
    "create_token",
    "draw_password",
    "end_grant",
    "grant_role",
    "remove_second_factor",
    "reopen_account",
    "reset_password",
    "revoke_token",
]
