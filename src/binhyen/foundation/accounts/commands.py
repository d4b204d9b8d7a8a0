"""Accounts, grants and tokens: the only writers."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from binhyen.foundation.access.models import Account, ApiToken, RoleGrant
from binhyen.foundation.access.queries import token_digest
from binhyen.foundation.access.roles import permissions_of
from binhyen.foundation.access.rules import allows
from binhyen.foundation.access.types import Actor
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, Refused
from binhyen.kernel.text import clean_text

MAX_TOKEN_DAYS = 366


@command("access.create_account", "Tạo tài khoản", needs="access.manage")
def create_account(actor: Actor, *, username: str, office: str, password: str) -> Account:
    """Create an account.

    Raises:
        Conflict: the name is taken.
        Invalid: the password is too weak or a text is not clean.
    """
    if Account.objects.filter(username=username).exists():
        raise Conflict(N_("Tên đăng nhập {username} đã có; hãy chọn tên khác."), username=username)
    account = Account(username=clean_text(username, 150), office=clean_text(office, 200))
    _set_password(account, password)
    account.save()
    note("access.Account", account.pk, after={"username": username, "office": office})
    return account


@command("access.grant_role", "Giao vai trò", needs="access.manage")
def grant_role(
    actor: Actor,
    *,
    account_id: int,
    role: str,
    scope_id: int | None,
    valid_from: date,
    valid_to: date | None = None,
) -> RoleGrant:
    """Give a role in a scope from a date.

    Raises:
        Invalid: no such role, or it would end before it begins.
        NotFound: no such account.
    """
    permissions_of(role)
    if valid_to is not None and valid_to <= valid_from:
        raise Invalid(
            N_("Vai trò kết thúc ngày {end} trước khi bắt đầu ngày {start}; hãy sửa lại ngày."),
            start=valid_from,
            end=valid_to,
        )
    account = _account(account_id)
    grant, created = RoleGrant.objects.get_or_create(
        account=account,
        role=role,
        scope_id=scope_id,
        valid_from=valid_from,
        defaults={"valid_to": valid_to},
    )
    note(
        "access.RoleGrant",
        grant.pk,
        after={"account": account.username, "role": role, "scope": scope_id, "new": created},
    )
    return grant


@command("access.end_grant", "Thu hồi vai trò", needs="access.manage")
def end_grant(actor: Actor, *, grant_id: int, valid_to: date) -> RoleGrant:
    """End a role on a date; the row stays as history.

    Raises:
        NotFound: no such grant.
        Invalid: the end lies before the beginning.
    """
    grant = RoleGrant.objects.filter(pk=grant_id).first()
    if grant is None:
        raise NotFound(N_("Không có lần giao vai trò số {id}."), id=grant_id)
    if valid_to <= grant.valid_from:
        raise Invalid(N_("Ngày thu hồi phải sau ngày {start}."), start=grant.valid_from)
    note(
        "access.RoleGrant",
        grant.pk,
        before={"valid_to": grant.valid_to},
        after={"valid_to": valid_to},
    )
    grant.valid_to = valid_to
    grant.save(update_fields=["valid_to"])
    return grant


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
    """
    if not actor.unlimited and actor.id != account_id:
        raise Refused(N_("Chỉ được tạo mã truy cập cho tài khoản của mình."))
    if not permissions or not 1 <= days <= MAX_TOKEN_DAYS:
        raise Invalid(
            N_("Mã truy cập cần ít nhất một quyền và thời hạn 1–{most} ngày."), most=MAX_TOKEN_DAYS
        )
    _refuse_wider_than_maker(actor, permissions, scope_id)
    secret = f"by_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        account=_account(account_id),
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


def _set_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as fault:
        raise Invalid(N_("Mật khẩu chưa đạt: {reason}"), reason=" ".join(fault.messages)) from fault
    account.set_password(password)


def _account(account_id: int) -> Account:
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        raise NotFound(N_("Không có tài khoản số {id}."), id=account_id)
    return account


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
