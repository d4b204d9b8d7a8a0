"""The public surface of accounts."""

from __future__ import annotations

from binhyen.foundation.accounts.commands import (
    create_account,
    create_token,
    end_grant,
    grant_role,
    revoke_token,
)

__all__ = ["create_account", "create_token", "end_grant", "grant_role", "revoke_token"]
