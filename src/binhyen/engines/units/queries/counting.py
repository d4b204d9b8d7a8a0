"""How many units there are, and which police bodies."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Q

from binhyen.engines.units.models import PoliceUnit
from binhyen.engines.units.queries.scopes import paths_on
from binhyen.engines.units.queries.structures import structure
from binhyen.engines.units.rules.policing import police_name
from binhyen.engines.units.rules.structures import Structure
from binhyen.engines.units.types import TYPES, Level, PoliceBody


def count_units(on: date, under_id: int | None = None) -> dict[str, Any]:
    """Units in force on a day, everywhere or strictly under one: province, district, commune, by_type.

    Shape: by_type lists the types that occur, from the province down; the country itself is not counted.

    Raises:
        NotFound: no units that day, or `under_id` was not in force.
    """
    tree = structure(on)
    top = tree.root.id if under_id is None else under_id
    units = [tree.units[unit_id] for unit_id in tree.subtree(top)[1:]]
    levels = Counter(unit.level for unit in units)
    types = Counter((unit.level, unit.type) for unit in units)
    return {
        **{level.name.lower(): levels[level] for level in Level if level != Level.COUNTRY},
        "by_type": {
            type_: types[level, type_]
            for level in sorted(levels)
            for type_ in TYPES[level]
            if types[level, type_]
        },
    }


def police_units(
    on: date, under_id: int | None = None, kind: str | None = None
) -> list[PoliceBody]:
    """Police bodies in being on a day, everywhere or hung on a unit and those below it.

    Order: by unit in the order of the tree, departments after their province's own body.

    Raises:
        NotFound: no units that day, or `under_id` was not in force.
    """
    tree = structure(on)
    order = {
        unit_id: place
        for place, unit_id in enumerate(
            tree.subtree(tree.root.id if under_id is None else under_id)
        )
    }
    rows = PoliceUnit.objects.filter(
        Q(abolished_on=None) | Q(abolished_on__gt=on), established_on__lte=on
    )
    if kind is not None:
        rows = rows.filter(kind=kind)
    if under_id is not None:
        rows = rows.filter(
            unit_id__in=paths_on(on).filter(ancestor_id=under_id).values("descendant_id")
        )
    bodies = [_body(row, tree) for row in rows if row.unit_id in order]
    return sorted(
        bodies,
        key=lambda body: (
            order[body.unit_id],
            body.kind == PoliceUnit.Kind.DEPARTMENT,
            body.name,
            body.id,
        ),
    )


def _body(row: PoliceUnit, tree: Structure) -> PoliceBody:
    return PoliceBody(
        id=row.pk,
        unit_id=row.unit_id,
        kind=row.kind,
        name=row.name or police_name(row.kind, tree.units[row.unit_id].full_name),
        established_on=row.established_on,
        abolished_on=row.abolished_on,
        programme=row.kind == PoliceUnit.Kind.COMMUNE and tree.in_programme(row.unit_id),
    )
