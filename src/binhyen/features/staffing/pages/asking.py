"""What a page is asked: who asks, for which day and unit, with which choice; a slip is refused with a hint."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.http import HttpRequest

from binhyen.engines.units.api import Level, StructureUnit, structure
from binhyen.foundation.access.api import Actor, allows_somewhere, visible_ids
from binhyen.foundation.audit.api import installation
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound, Refused
from binhyen.kernel.memory import once

LONGEST = 60


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; the middleware has put it there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def reader_of(request: HttpRequest) -> Actor:
    """Who asks, if they may read about deployment anywhere.

    Raises:
        Refused: they may not.
    """
    actor = actor_of(request)
    if not allows_somewhere(actor, "staffing.view"):
        raise Refused(N_("{name} không có quyền xem phương án điều động."), name=actor.name)
    return actor


def default_day() -> date:
    """The day a demonstration is about, else today."""
    return once("installation", installation).focus_on or clock.today()


def day_of(request: HttpRequest, name: str = "on") -> date:
    """The day asked for.

    Raises:
        Invalid: not a day of the calendar.
    """
    text = request.GET.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else default_day()
    except ValueError:
        raise Invalid(
            N_("“{value}” không phải là ngày; hãy ghi năm-tháng-ngày, ví dụ 2022-06-03."),
            value=text[:LONGEST],
        ) from None


def choice_of(request: HttpRequest, name: str, known: Collection[str], default: str) -> str:
    """One of the known words.

    Raises:
        Invalid: another word.
    """
    text = request.GET.get(name, "") or default
    if text not in known:
        raise Invalid(
            N_("“{value}” không có trong các lựa chọn của “{name}”."),
            value=text[:LONGEST],
            name=name,
        )
    return text


def number_of(text: str) -> int:
    """A whole number of an address, such as a plan's.

    Raises:
        Invalid: not a whole number.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid(N_("“{value}” không phải là số thứ tự."), value=text[:LONGEST])
    return int(text)


def place_of(request: HttpRequest, actor: Actor, on: date) -> StructureUnit | None:
    """What the lists are about: the province asked for, else the widest unit the reader may see plans of.

    None for whoever sees the whole country and has not chosen a province yet.

    Raises:
        NotFound: a province outside the reader's scope.
    """
    tree, scopes = structure(on), actor.scopes("staffing.view")
    everywhere = actor.unlimited or None in scopes or tree.root.id in scopes
    asked = request.GET.get("province", "").strip()
    if asked:
        chosen = [unit for unit in provinces(actor, on, "staffing.view") if unit.code == asked]
        if not chosen:
            raise NotFound(
                N_("Không có tỉnh mang mã “{code}” trong phạm vi của bạn."), code=asked[:LONGEST]
            )
        return chosen[0]
    if everywhere:
        return None
    held = [tree.units[unit] for unit in scopes if unit in tree.units]
    return min(held, key=lambda unit: (unit.level, unit.code), default=None)


def planned_province(request: HttpRequest, actor: Actor) -> StructureUnit:
    """The province a new scenario is for.

    Raises:
        Refused: the reader plans for none.
    """
    found = provinces(actor, default_day(), "staffing.plan")
    asked = request.GET.get("province", "").strip()
    chosen = [unit for unit in found if not asked or unit.code == asked]
    if not chosen:
        raise Refused(
            N_("{name} không có quyền lập phương án điều động cho tỉnh nào."), name=actor.name
        )
    return chosen[0]


def provinces(actor: Actor, on: date, permission: str) -> list[StructureUnit]:
    """Provinces where the reader holds a permission, in the order of the tree."""
    allowed = visible_ids(actor, permission, on=on)
    found = structure(on).at_level(Level.PROVINCE)
    if allowed is None:
        return list(found)
    known = set(allowed)
    return [unit for unit in found if unit.id in known]


def choices_of(actor: Actor, on: date) -> list[StructureUnit]:
    """Provinces to choose from; empty where there is only one."""
    found = provinces(actor, on, "staffing.view")
    return found if len(found) > 1 else []
