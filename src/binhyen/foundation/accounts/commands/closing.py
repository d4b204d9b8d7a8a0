"""Closing an account and opening it again; nothing of its history goes."""

from __future__ import annotations

from dataclasses import dataclass

from binhyen.foundation.access.models import Account, ApiToken
from binhyen.foundation.access.types import Actor
from binhyen.foundation.accounts.commands.lookup import account_of
from binhyen.foundation.accounts.sessions import end_sessions
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Refused


@dataclass(frozen=True, slots=True)
class Closed:
    """What ended when an account was closed."""

    sessions: int
    tokens: int


@command("access.close_account", "Đóng tài khoản", needs="access.manage")
def close_account(actor: Actor, *, account_id: int) -> Closed:
    """Let an account in no more: its sessions end and its tokens are revoked; roles stay as history.

    Raises:
        NotFound: no such account.
        Refused: it is the actor's own.
        Conflict: it is closed already.
    """
    account = account_of(account_id)
    if actor.id == account.pk:
        raise Refused(N_("Không được đóng tài khoản của chính mình; hãy nhờ một quản trị khác."))
    if not account.is_active:
        raise Conflict(N_("Tài khoản {username} đã đóng từ trước."), username=account.username)
    account.is_active = False
    account.save(update_fields=["is_active"])
    # Revoked, not only unusable while closed: reopening must not wake a program nobody thinks of.
    living = ApiToken.objects.filter(account=account, revoked_at=None)
    tokens = sorted(living.values_list("pk", flat=True))
    living.update(revoked_at=clock.now())
    closed = Closed(sessions=end_sessions(account), tokens=len(tokens))
    note(
        "access.Account",
        account.pk,
        before={"active": True},
        after={"active": False},
        username=account.username,
        sessions_ended=closed.sessions,
        tokens_revoked=tokens,
    )
    return closed


@command("access.reopen_account", "Mở lại tài khoản", needs="access.manage")
def reopen_account(actor: Actor, *, account_id: int) -> Account:
    """Let a closed account in again, with its password and roles; sessions and tokens start anew.

    Raises:
        NotFound: no such account.
        Conflict: it is open.
    """
    account = account_of(account_id)
    if account.is_active:
        raise Conflict(N_("Tài khoản {username} đang mở."), username=account.username)
    # A session begun in the very moment of closing would wake up now.
    end_sessions(account)
    account.is_active = True
    account.save(update_fields=["is_active"])
    note(
        "access.Account",
        account.pk,
        before={"active": False},
        after={"active": True},
        username=account.username,
    )
    return account
