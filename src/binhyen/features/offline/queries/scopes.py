"""For which unit an account works offline."""

from __future__ import annotations

from binhyen.engines.units.api import Level, StructureUnit, structure
from binhyen.features.offline.queries.today import today
from binhyen.foundation.access.api import Actor, allows
from binhyen.kernel.errors import N_, Refused


def own_units(actor: Actor) -> list[StructureUnit]:
    """The commune-level units in which the actor holds a role that enters figures, by code."""
    tree = structure(today())
    units = [
        tree.get(scope)
        for scope in actor.scopes("figures.enter")
        if scope is not None and scope in tree
    ]
    return sorted(
        (unit for unit in units if unit.level == Level.COMMUNE), key=lambda unit: unit.code
    )


def working_unit(actor: Actor, unit_id: int | None = None) -> StructureUnit:
    """The unit to keep on a device: the one asked for, else the account's own.

    Raises:
        Refused: kind `no-unit`: the account enters figures for no commune, or not for this one.
    """
    if unit_id is None:
        own = own_units(actor)
        if own:
            return own[0]
    elif allows(actor, "figures.enter", unit_id) and unit_id in structure(today()):
        return structure(today()).get(unit_id)
    raise Refused(
        N_(
            "Tài khoản này không nhập số liệu cho đơn vị cấp xã nào nên không có gì để mang theo máy."
        ),
        kind="no-unit",
    )
