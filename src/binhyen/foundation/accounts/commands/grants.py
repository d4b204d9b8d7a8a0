"""Giving a role and taking it back."""

from __future__ import annotations

from datetime import date

from binhyen.foundation.access.models import RoleGrant
from binhyen.foundation.access.roles import permissions_of
from binhyen.foundation.access.types import Actor
from binhyen.foundation.accounts.commands.lookup import account_of
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, Invalid, NotFound


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
    account = account_of(account_id)
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
