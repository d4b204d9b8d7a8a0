"""Tokens for programs: making one, stopping one."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from binhyen.foundation.access.models import ApiToken
from binhyen.foundation.access.queries import token_digest
from binhyen.foundation.access.rules import allows
from binhyen.foundation.access.types import Actor
from binhyen.foundation.accounts.commands.lookup import account_of
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, Refused
from binhyen.kernel.text import clean_text

MAX_TOKEN_DAYS = 366


@command("access.create_token", "Tạo mã truy cập", needs="api.use", scope=ANYWHERE)
def create_token(
    actor: Actor,
    *,
    account_id: int,
    name: str,
    permissions: Collection[str],
    scope_id: int | None = None,
    days: int = 90,
) -> tuple[ApiToken, str]:
    """Make a token for one's own account; its secret is returned here and never again.

    Raises:
        Refused: for somebody else's account, or wider than the maker's own permissions.
        Invalid: lives longer than a year or asks for nothing.
        Conflict: the account is closed.
    """
    if not actor.unlimited and actor.id != account_id:
        raise Refused(N_("Chỉ được tạo mã truy cập cho tài khoản của mình."))
    if not permissions or not 1 <= days <= MAX_TOKEN_DAYS:
        raise Invalid(
            N_("Mã truy cập cần ít nhất một quyền và thời hạn 1–{most} ngày."), most=MAX_TOKEN_DAYS
        )
    _refuse_wider_than_maker(actor, permissions, scope_id)
    account = account_of(account_id)
    if not account.is_active:
        raise Conflict(
            N_("Tài khoản {username} đã đóng; hãy mở lại trước."), username=account.username
        )
    secret = f"by_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        account=account,
        name=clean_text(name, 80),
        digest=token_digest(secret),
        permissions=sorted(permissions),
        scope_id=scope_id,
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=days),
    )
    note("access.ApiToken", token.pk, after={"name": name, "permissions": sorted(permissions)})
    return token, secret


@command("access.revoke_token", "Thu hồi mã truy cập", needs="api.use", scope=ANYWHERE)
def revoke_token(actor: Actor, *, token_id: int) -> datetime:
    """Stop a token at once.

    Raises:
        NotFound: it is not the actor's own.
    """
    owned = ApiToken.objects.filter(pk=token_id)
    token = (owned if actor.unlimited else owned.filter(account_id=actor.id or 0)).first()
    if token is None:
        raise NotFound(N_("Không có mã truy cập số {id} của tài khoản này."), id=token_id)
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])
    note("access.ApiToken", token.pk, after={"revoked_at": token.revoked_at})
    return token.revoked_at


def _refuse_wider_than_maker(
    actor: Actor, permissions: Collection[str], scope_id: int | None
) -> None:
    for permission in sorted(permissions):
        held = actor.scopes(permission)
        inside = (scope_id is None and bool(held)) or allows(actor, permission, scope_id)
        if not (actor.unlimited or inside):
            raise Refused(
                N_("Mã truy cập không được rộng hơn quyền của người tạo (“{permission}”)."),
                permission=permission,
            )
