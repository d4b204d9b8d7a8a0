"""Whom an order reaches, on the day it is given."""

from __future__ import annotations

from datetime import date

from binhyen.engines.tasks.types import Recipients
from binhyen.engines.units.api import Structure, StructureUnit, structure
from binhyen.kernel.errors import N_, Invalid, RuleBroken


def recipients(
    who: Recipients, issuer_id: int, on: date, *, cascade: bool
) -> tuple[StructureUnit, ...]:
    """The units that get a task, higher levels first; with `cascade` also those between them and the issuer.

    Raises:
        NotFound: a unit named was not in force on the day.
        RuleBroken: it does not stand below the unit that issued the directive.
        Invalid: nobody is reached.
    """
    tree = structure(on)
    below = frozenset(tree.subtree(issuer_id)) - {issuer_id}
    chosen = _named(tree, who, below) if who.unit_ids else _matching(tree, who, issuer_id, below)
    if cascade:
        chosen |= {
            above.id
            for unit_id in tuple(chosen)
            for above in tree.ancestors(unit_id)
            if above.id in below
        }
    if not chosen:
        raise Invalid(
            N_("Không đơn vị nào nhận việc này: hãy xem lại loại đơn vị, cấp và địa bàn nhận.")
        )
    return tuple(
        sorted((tree.get(unit_id) for unit_id in chosen), key=lambda unit: (unit.level, unit.code))
    )


def _named(tree: Structure, who: Recipients, below: frozenset[int]) -> set[int]:
    for unit_id in who.unit_ids:
        if unit_id not in below:
            raise RuleBroken(
                N_("{name} không thuộc đơn vị ban hành nên không giao việc được."),
                name=tree.get(unit_id).full_name,
            )
    return set(who.unit_ids)


def _matching(tree: Structure, who: Recipients, issuer_id: int, below: frozenset[int]) -> set[int]:
    start = issuer_id if who.under_id is None else who.under_id
    if start != issuer_id and start not in below:
        raise RuleBroken(
            N_("{name} không thuộc đơn vị ban hành nên không giao việc được."),
            name=tree.get(start).full_name,
        )
    return {
        unit_id
        for unit_id in tree.subtree(start)
        if unit_id != issuer_id
        and (not who.types or tree.units[unit_id].type in who.types)
        and (not who.levels or tree.units[unit_id].level in who.levels)
    }
