"""Demonstration accounts: offices, not persons, each with a role in a real unit."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from binhyen.engines.units.api import Level, find, structure
from binhyen.foundation.access.api import Actor
from binhyen.foundation.accounts.api import create_account, grant_role
from binhyen.foundation.audit.api import installation
from binhyen.kernel.errors import N_, Refused
from binhyen.worlds.thanh_hoa.facts import BEGINS_ON, FOCUS_ON


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A user name, the role it holds and where; `scope_code` None is the whole country."""

    username: str
    role: str
    scope_code: str | None
    level: Level
    office: str


DEMO_ACCOUNTS = (
    DemoAccount("bo.lanhdao", "ministry_viewer", None, Level.COUNTRY, "Lãnh đạo Bộ (mô phỏng)"),
    DemoAccount(
        "tinh.giamdoc",
        "province_leader",
        "38",
        Level.PROVINCE,
        "Giám đốc Công an tỉnh Thanh Hóa (mô phỏng)",
    ),
    DemoAccount(
        "tinh.tochuc",
        "province_planner",
        "38",
        Level.PROVINCE,
        "Cán bộ Phòng Tổ chức cán bộ (mô phỏng)",
    ),
    DemoAccount(
        "phong.truong",
        "department_head",
        "38",
        Level.PROVINCE,
        "Trưởng phòng nghiệp vụ, đơn vị cử cán bộ (mô phỏng)",
    ),
    DemoAccount(
        "huyen.truong",
        "district_officer",
        "386",
        Level.DISTRICT,
        "Trưởng Công an huyện Bá Thước, đơn vị cử cán bộ (mô phỏng)",
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
        "Cán bộ trực, tổng hợp Công an xã Thành Sơn, huyện Bá Thước (mô phỏng)",
    ),
    DemoAccount(
        "thitran.truong",
        "commune_chief",
        "15055",
        Level.COMMUNE,
        "Trưởng Công an thị trấn Lang Chánh, huyện Lang Chánh (mô phỏng)",
    ),
    DemoAccount("kiemtoan", "auditor", None, Level.COUNTRY, "Kiểm tra viên (mô phỏng)"),
    DemoAccount("quantri", "administrator", None, Level.COUNTRY, "Quản trị hệ thống (mô phỏng)"),
)


def open_accounts(actor: Actor, *, password: str | None = None) -> dict[str, str]:
    """Open the demonstration accounts; answers user name → password, a drawn one where none is given.

    Raises:
        Refused: the installation holds no demonstration world.
    """
    if not installation().demo_world:
        raise Refused(N_("Tài khoản mô phỏng chỉ mở trong bản cài có thế giới mô phỏng."))
    opened = {}
    for demo in DEMO_ACCOUNTS:
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
