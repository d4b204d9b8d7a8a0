"""Who acts in the world: offices with the rights of their roles, before anybody has an account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from binhyen.foundation.access.api import Actor, Grant, permissions_of
from binhyen.kernel import clock

OFFICE_HOUR = time(9, 30, tzinfo=clock.HANOI)


def planner(province_id: int) -> Actor:
    """The province's office of organisation."""
    return _office("Phòng Tổ chức cán bộ (mô phỏng)", "province_planner", province_id)


def leader(province_id: int) -> Actor:
    """The province's leader."""
    return _office("Giám đốc Công an tỉnh (mô phỏng)", "province_leader", province_id)


def donor(name: str, kind: str, unit_id: int) -> Actor:
    """The head of a police unit that is asked for officers; `unit_id` is what the unit hangs on."""
    role = "district_officer" if kind == "district" else "department_head"
    return _office(f"{name} (mô phỏng)", role, unit_id)


def doer(name: str, level: int, unit_id: int) -> Actor:
    """The head of the police of a unit, who does its tasks and accepts those of the units below."""
    role = ("ministry_officer", "province_planner", "district_officer", "commune_chief")[level]
    return _office(f"Công an {name[:1].lower()}{name[1:]} (mô phỏng)", role, unit_id)


@contextmanager
def at_work(on: date) -> Iterator[None]:
    """The morning of a working day of the past."""
    with clock.frozen(datetime.combine(on, OFFICE_HOUR)):
        yield


def _office(name: str, role: str, scope_id: int) -> Actor:
    return Actor("person", None, name, (Grant(role, permissions_of(role), scope_id),))
