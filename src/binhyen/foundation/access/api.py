"""The public surface of access."""

from __future__ import annotations

from binhyen.foundation.access.models import Account, ApiToken, RoleGrant
from binhyen.foundation.access.queries import actor_for, actor_for_token, token_digest
from binhyen.foundation.access.roles import permissions_of, roles
from binhyen.foundation.access.rules import (
    allows,
    allows_somewhere,
    policies,
    register_policy,
    register_scope_tree,
    require,
    visible,
    visible_ids,
)
from binhyen.foundation.access.types import NAMELESS, Actor, Grant, Place, ScopeTree

__all__ = [
    "NAMELESS",
    "Account",
    "Actor",
    "ApiToken",
    "Grant",
    "Place",
    "RoleGrant",
    "ScopeTree",
    "actor_for",
    "actor_for_token",
    "allows",
    "allows_somewhere",
    "permissions_of",
    "policies",
    "register_policy",
    "register_scope_tree",
    "require",
    "roles",
    "token_digest",
    "visible",
    "visible_ids",
]
