"""The cast, in the order of rising power; Giang is from elsewhere and must never see anything here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from binhyen.foundation.access.api import Actor, actor_for
from binhyen.foundation.accounts.api import create_account, grant_role

# A password for an installation that exists only while tests run.
PASSWORD = "an-phuoc-chi-de-thu"  # noqa: S105

SINCE = date(2019, 1, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast: user name, office, role, and the key of the unit the role is held in."""

    username: str
    office: str
    role: str
    unit_key: str


AN = Person("an", "Cán bộ Công an xã Bình Hòa", "commune_clerk", "C99102")
BINH = Person("binh", "Trưởng Công an xã Bình Hòa", "commune_chief", "C99102")
CHI = Person("chi", "Cán bộ tổ chức Công an tỉnh An Phước", "province_planner", "P99")
DUNG = Person("dung", "Lãnh đạo Công an tỉnh An Phước", "province_leader", "P99")
GIANG = Person("giang", "Trưởng Công an xã Đá Trắng", "commune_chief", "C99202")


def enter(operator: Actor, person: Person, scope_id: int) -> Actor:
    """The person with an account and a role, as an actor."""
    account = create_account(
        operator, username=person.username, office=person.office, password=PASSWORD
    )
    grant_role(
        operator, account_id=account.pk, role=person.role, scope_id=scope_id, valid_from=SINCE
    )
    return actor_for(account)
