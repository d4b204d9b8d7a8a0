"""Turning an account or a token into an actor."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from binhyen.foundation.access.models import Account, ApiToken, RoleGrant
from binhyen.foundation.access.roles import permissions_of
from binhyen.foundation.access.rules import covers
from binhyen.foundation.access.types import Actor, Grant
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Refused


def actor_for(account: Account, *, on: date | None = None) -> Actor:
    """The account with the roles in force on a date (default today)."""
    return Actor("person", account.pk, str(account), _grants(account, on or clock.today()))


def actor_for_token(secret: str) -> Actor:
    """The account behind a token, cut down to the token's permissions and scope.

    Raises:
        Refused: unknown, revoked or expired, or its account was closed.
    """
    token = ApiToken.objects.select_related("account").filter(digest=token_digest(secret)).first()
    if token is None or token.revoked_at or not token.account.is_active:
        raise Refused(
            N_("Mã truy cập không đúng hoặc đã bị thu hồi; hãy tạo mã mới."), kind="token"
        )
    if token.expires_at <= clock.now():
        raise Refused(
            N_("Mã truy cập “{name}” đã hết hạn lúc {at}; hãy tạo mã mới."),
            kind="token-expired",
            name=token.name,
            at=token.expires_at.isoformat(timespec="minutes"),
        )
    allowed = frozenset(token.permissions)
    grants = _narrowed(_grants(token.account, clock.today()), allowed, token.scope_id)
    return Actor("token", token.account.pk, f"{token.account} ({token.name})", tuple(grants))


def token_digest(secret: str) -> str:
    """What is stored of a token: it is long and random, so one plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _grants(account: Account, on: date) -> tuple[Grant, ...]:
    if not account.is_active:
        return ()
    rows = RoleGrant.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), account=account, valid_from__lte=on
    )
    return tuple(Grant(row.role, permissions_of(row.role), row.scope_id) for row in rows)


def _narrowed(
    grants: Iterable[Grant], allowed: frozenset[str], scope_id: int | None
) -> Iterable[Grant]:
    """Grants with only the token's permissions, and only where the token's scope lies inside."""
    for grant in grants:
        permissions = grant.permissions & allowed
        inside = scope_id is None or covers(grant.scope_id, scope_id, clock.today())
        if permissions and inside:
            yield Grant(grant.role, permissions, scope_id or grant.scope_id)
