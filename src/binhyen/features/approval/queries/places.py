"""Where somebody works: the units and levels of a right, and units by number."""

from __future__ import annotations

from datetime import date

from binhyen.engines.units.api import StructureUnit, structure
from binhyen.foundation.access.api import Actor, allows
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, NotFound


def home_units(actor: Actor, permission: str) -> list[StructureUnit]:
    """The units in which a right is held, highest level first; the country for a right held everywhere."""
    tree = structure(clock.today())
    scopes = {None} if actor.unlimited else actor.scopes(permission)
    found = {tree.root if scope is None else _unit(scope) for scope in scopes}
    return sorted((unit for unit in found if unit), key=lambda unit: (unit.level, unit.code))


def unit_on(unit_id: int, *days: date) -> StructureUnit:
    """A unit as it stood on the first of some days on which it existed.

    Raises:
        NotFound: on none of them.
    """
    for day in days:
        tree = structure(day)
        if unit_id in tree:
            return tree.get(unit_id)
    raise NotFound(N_("Không có đơn vị này trong phạm vi của bạn."))


def seen_unit(actor: Actor, permission: str, unit_id: int, day: date) -> StructureUnit:
    """A unit in the actor's scope, today or on a day.

    Raises:
        NotFound: not there, or not for this actor.
    """
    if not any(allows(actor, permission, unit_id, on=on) for on in (clock.today(), day)):
        raise NotFound(N_("Không có đơn vị này trong phạm vi của bạn."))
    return unit_on(unit_id, day, clock.today())


def _unit(unit_id: int) -> StructureUnit | None:
    try:
        return unit_on(unit_id, clock.today(), date(2025, 6, 30), date(2022, 6, 3))
    except NotFound:
        return None
