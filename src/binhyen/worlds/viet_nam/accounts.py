"""Demonstration accounts of the country: offices, not persons, one for each level that works with figures."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from binhyen.engines.units.api import Level, find, structure
from binhyen.foundation.access.api import Account, Actor
from binhyen.foundation.accounts.api import create_account, grant_role
from binhyen.foundation.audit.api import installation
from binhyen.kernel.errors import N_, Refused
from binhyen.worlds.viet_nam.facts import BEGINS_ON, FOCUS_ON, NAME


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A user name, the role it holds and where; `scope_code` None is the whole country."""

    username: str
    role: str
    scope_code: str | None
    level: Level
    office: str


DEMO_ACCOUNTS = (
    DemoAccount(
        "bo.tonghop", "ministry_officer", None, Level.COUNTRY, "Cán bộ tổng hợp cấp Bộ (mô phỏng)"
    ),
    DemoAccount("bo.lanhdao", "ministry_viewer", None, Level.COUNTRY, "Lãnh đạo Bộ (mô phỏng)"),
    DemoAccount(
        "tinh.giamdoc",
        "province_leader",
        "38",
        Level.PROVINCE,
        "Giám đốc Công an tỉnh Thanh Hóa (mô phỏng)",
    ),
    DemoAccount(
        "huyen.truong",
        "district_officer",
        "386",
        Level.DISTRICT,
        "Trưởng Công an huyện Bá Thước (mô phỏng)",
    ),
    DemoAccount(
        "xa.truong",
        "commune_chief",
        "14938",
        Level.COMMUNE,
        "Trưởng Công an xã Thành Sơn, huyện Bá Thước (mô phỏng)",
    ),
    DemoAccount(
        "xa.tonghop",
        "commune_clerk",
        "14938",
        Level.COMMUNE,
        "Cán bộ tổng hợp Công an xã Thành Sơn, huyện Bá Thước (mô phỏng)",
    ),
    DemoAccount("kiemtoan", "auditor", None, Level.COUNTRY, "Kiểm tra viên (mô phỏng)"),
    DemoAccount("quantri", "administrator", None, Level.COUNTRY, "Quản trị hệ thống (mô phỏng)"),
)


def open_accounts(actor: Actor, *, password: str | None = None) -> dict[str, str]:
    """Open those that are not open yet; answers user name → password, a drawn one where none is given.

    Raises:
        Refused: the installation does not hold this world.
    """
    if installation().demo_world != NAME:
        raise Refused(N_("Tài khoản mô phỏng chỉ mở trong bản cài có thế giới mô phỏng."))
    held = set(Account.objects.values_list("username", flat=True))
    opened = {}
    for demo in DEMO_ACCOUNTS:
        if demo.username in held:
            continue
        word = password or secrets.token_urlsafe(12)
        account = create_account(actor, username=demo.username, office=demo.office, password=word)
        grant_role(
            actor,
            account_id=account.pk,
            role=demo.role,
            scope_id=_scope(demo),
            valid_from=BEGINS_ON,
        )
        opened[demo.username] = word
    return opened


def _scope(demo: DemoAccount) -> int:
    if demo.scope_code is None:
        return structure(FOCUS_ON).root.id
    return find(demo.scope_code, FOCUS_ON, demo.level).id
