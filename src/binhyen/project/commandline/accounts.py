"""`binhyen accounts …`: who may sign in, which roles they hold where and since when, tokens for programs."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import typer

from binhyen.engines.units.api import find, structure
from binhyen.foundation.access.api import Account, Actor
from binhyen.foundation.accounts.api import (
    close_account,
    create_account,
    create_token,
    draw_password,
    end_grant,
    grant_role,
    remove_second_factor,
    reopen_account,
    reset_password,
    revoke_token,
)
from binhyen.foundation.exchange.console import Format, FormatOption, parse_day, say
from binhyen.kernel.errors import N_, NotFound

app = typer.Typer(no_args_is_help=True, help="Tài khoản, vai trò, mã truy cập.")

UsernameArgument = Annotated[str, typer.Argument(metavar="USERNAME", show_default=False)]
UnderOption = Annotated[
    str, typer.Option("--under", help="mã đơn vị trong ngày bắt đầu; VN là cả nước")
]


@app.command("list")
def list_accounts(format_: FormatOption = Format.text) -> None:
    """Liệt kê tài khoản và các lần giao vai trò."""
    accounts = Account.objects.prefetch_related("grants").order_by("username")
    say({"accounts": [_account_row(account) for account in accounts]}, format_)


@app.command("create")
def create(
    username: UsernameArgument,
    office: Annotated[str, typer.Option("--office", help="chức danh hiện trên trang")],
    format_: FormatOption = Format.text,
) -> None:
    """Tạo tài khoản; hỏi mật khẩu hai lần, hoặc đọc một dòng từ đầu vào chuẩn."""
    made = create_account(Actor.operator(), username=username, office=office, password=_password())
    say({"id": made.pk, "username": made.username, "office": made.office}, format_)


@app.command("reset-password")
def reset(
    username: UsernameArgument,
    generate: Annotated[  # noqa: FBT002 - a flag on the command line
        bool, typer.Option("--generate", help="tự sinh mật khẩu và hiện đúng một lần này")
    ] = False,
    format_: FormatOption = Format.text,
) -> None:
    """Đặt lại mật khẩu và đăng xuất mọi nơi; hỏi mật khẩu như lúc tạo, hoặc tự sinh."""
    account = _account(username)
    password = draw_password() if generate else _password()
    ended = reset_password(Actor.operator(), account_id=account.pk, password=password)
    drawn = {"password": password} if generate else {}
    say({"id": account.pk, "username": username, "sessions_ended": ended, **drawn}, format_)


@app.command("remove-second-factor")
def remove_factor(username: UsernameArgument, format_: FormatOption = Format.text) -> None:
    """Gỡ xác thực hai bước đã mất, cùng các mã khôi phục."""
    account = _account(username)
    kinds = remove_second_factor(Actor.operator(), account_id=account.pk)
    say({"id": account.pk, "username": username, "removed": kinds}, format_)


@app.command("close")
def close(username: UsernameArgument, format_: FormatOption = Format.text) -> None:
    """Đóng tài khoản: đăng xuất ngay, thu hồi mã truy cập; lịch sử giữ nguyên."""
    account = _account(username)
    ended = close_account(Actor.operator(), account_id=account.pk)
    facts = {"id": account.pk, "username": username, "active": False}
    say({**facts, "sessions_ended": ended.sessions, "tokens_revoked": ended.tokens}, format_)


@app.command("reopen")
def reopen(username: UsernameArgument, format_: FormatOption = Format.text) -> None:
    """Mở lại tài khoản đã đóng, với mật khẩu và vai trò cũ; mã truy cập phải tạo mới."""
    account = reopen_account(Actor.operator(), account_id=_account(username).pk)
    say({"id": account.pk, "username": username, "active": account.is_active}, format_)


@app.command("grant")
def grant(
    username: UsernameArgument,
    role: Annotated[str, typer.Argument(metavar="ROLE", show_default=False)],
    under: UnderOption,
    start: Annotated[
        str | None, typer.Option("--from", help="ngày bắt đầu; mặc định hôm nay")
    ] = None,
    end: Annotated[str | None, typer.Option("--to", help="ngày đầu tiên không còn vai trò")] = None,
    format_: FormatOption = Format.text,
) -> None:
    """Giao một vai trò trong phạm vi một đơn vị, kể từ một ngày."""
    first = parse_day(start)
    made = grant_role(
        Actor.operator(),
        account_id=_account(username).pk,
        role=role,
        scope_id=_scope(under, first),
        valid_from=first,
        valid_to=None if end is None else parse_day(end),
    )
    say({"id": made.pk, "username": username, "role": role, "under": under, "from": first}, format_)


@app.command("end")
def end(
    grant_id: Annotated[int, typer.Argument(metavar="GRANT", show_default=False)],
    on: Annotated[str | None, typer.Option("--on", help="ngày đầu tiên không còn vai trò")] = None,
    format_: FormatOption = Format.text,
) -> None:
    """Thu hồi một lần giao vai trò; dòng cũ giữ lại làm lịch sử."""
    ended = end_grant(Actor.operator(), grant_id=grant_id, valid_to=parse_day(on))
    say({"id": ended.pk, "role": ended.role, "to": ended.valid_to}, format_)


@app.command("token")
def token(
    username: UsernameArgument,
    name: Annotated[str, typer.Option("--name", help="chương trình nào dùng")],
    permission: Annotated[
        list[str], typer.Option("--permission", help="quyền; nêu được nhiều lần")
    ],
    under: UnderOption,
    days: Annotated[int, typer.Option("--days", help="thời hạn, tối đa 366 ngày")] = 90,
    format_: FormatOption = Format.text,
) -> None:
    """Tạo mã truy cập cho chương trình; mã chỉ hiện một lần này."""
    made, secret = create_token(
        Actor.operator(),
        account_id=_account(username).pk,
        name=name,
        permissions=permission,
        scope_id=_scope(under, parse_day(None)),
        days=days,
    )
    say({"id": made.pk, "token": secret, "expires_at": made.expires_at.isoformat()}, format_)


@app.command("revoke")
def revoke(
    token_id: Annotated[int, typer.Argument(metavar="TOKEN", show_default=False)],
    format_: FormatOption = Format.text,
) -> None:
    """Thu hồi ngay một mã truy cập."""
    revoked_at = revoke_token(Actor.operator(), token_id=token_id)
    say({"id": token_id, "revoked_at": revoked_at.isoformat()}, format_)


def _password() -> str:
    if sys.stdin.isatty():
        again = "Nhập lại mật khẩu"
        return str(typer.prompt("Mật khẩu", hide_input=True, confirmation_prompt=again, err=True))
    return sys.stdin.readline().rstrip("\n")


def _account(username: str) -> Account:
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NotFound(
            N_("Không có tài khoản {username}; xem `binhyen accounts list`."), username=username
        )
    return account


def _scope(code: str, on: date) -> int:
    return structure(on).root.id if code == "VN" else find(code, on).id


def _account_row(account: Account) -> dict[str, object]:
    grants = [
        f"{held.pk}: {held.role} từ {held.valid_from}"
        + (f" đến {held.valid_to}" if held.valid_to else "")
        for held in account.grants.all()
    ]
    return {
        "id": account.pk,
        "username": account.username,
        "office": account.office,
        "active": account.is_active,
        "grants": "; ".join(grants),
    }
