"""A unit on a day for a reader who may see it, and the units a reader starts from."""

from __future__ import annotations

from datetime import date

from binhyen.engines.units.api import Level, StructureUnit, find, structure
from binhyen.features.overview.types import Place
from binhyen.foundation.access.api import Actor, allows, require

VIEW = "units.view"


def place(actor: Actor, code: str, on: date, level: int | None = None) -> Place:
    """The unit that bore a code on a day.

    Raises:
        NotFound: no unit bore it that day; the message names who bore it when, and what became of it.
        Refused: it lies outside the reader's scope on that day.
    """
    unit = find(code, on, level)
    require(actor, VIEW, unit.id, on=on)
    return Place(unit, structure(on), on)


def homes(actor: Actor, on: date) -> list[StructureUnit]:
    """The highest units in force on a day whose figures or people the actor may see, the widest first."""
    tree = structure(on)
    scopes = actor.scopes(VIEW)
    if actor.unlimited or None in scopes:
        return [tree.root]
    units = [tree.get(scope) for scope in scopes if scope is not None and scope in tree]
    return sorted(units, key=lambda unit: (unit.level, unit.code))


def may(actor: Actor, permission: str, where: Place) -> bool:
    """Whether the actor holds a permission at a place on its day."""
    return allows(actor, permission, where.unit.id, on=where.on)


def is_board(unit: StructureUnit) -> bool:
    """Whether a unit is shown by a board; a commune has a page of its own instead."""
    return unit.level != Level.COMMUNE
