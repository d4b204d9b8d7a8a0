"""What a person signs in with: the account, its password, its second factor."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from binhyen.foundation.access.models import Account
from binhyen.foundation.access.types import Actor
from binhyen.foundation.accounts.commands.lookup import account_of
from binhyen.foundation.accounts.sessions import end_sessions
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, Conflict, Invalid
from binhyen.kernel.text import clean_text


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


@command("access.reset_password", "Đặt lại mật khẩu", needs="access.manage")
def reset_password(actor: Actor, *, account_id: int, password: str) -> int:
    """Give an account another password and sign it out everywhere; returns how many sessions ended.

    Raises:
        NotFound: no such account.
        Invalid: the password is too weak.
    """
    account = account_of(account_id)
    _set_password(account, password)
    account.save(update_fields=["password"])
    ended = end_sessions(account)
    note("access.Account", account.pk, username=account.username, sessions_ended=ended)
    return ended


@command("access.remove_second_factor", "Gỡ xác thực hai bước", needs="access.manage")
def remove_second_factor(actor: Actor, *, account_id: int) -> list[str]:
    """Take off a lost second factor with its recovery codes; returns the kinds taken off.

    Raises:
        NotFound: no such account.
        Conflict: it has no second factor.
    """
    account = account_of(account_id)
    factors = Authenticator.objects.filter(user=account)
    kinds = sorted(factors.values_list("type", flat=True))
    if not kinds:
        raise Conflict(
            N_("Tài khoản {username} không bật xác thực hai bước."), username=account.username
        )
    factors.delete()
    note(
        "access.Account",
        account.pk,
        before={"second_factor": kinds},
        after={"second_factor": []},
        username=account.username,
    )
    return kinds


def _set_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as fault:
        raise Invalid(N_("Mật khẩu chưa đạt: {reason}"), reason=" ".join(fault.messages)) from fault
    account.set_password(password)
