"""The places of the world: real units as they stood on the day of the review, with their police bodies."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from binhyen.engines.units.api import Level, Structure, StructureUnit, police_units, structure
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON, PROVINCE_CODE

DECISION_3947 = Path(__file__).parent / "data" / "decision_3947.csv"
TOWNSHIP, WARD = "thị trấn", "phường"


@dataclass(frozen=True, slots=True)
class Place:
    """A commune-level unit with its district and the police unit that serves it."""

    unit: StructureUnit
    district: StructureUnit
    body_id: int

    @property
    def is_township(self) -> bool:
        return self.unit.type == TOWNSHIP


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything people can be placed in; dictionaries lead from unit or police unit to ids."""

    province: StructureUnit
    province_body_id: int
    programme: tuple[Place, ...]
    wards: tuple[Place, ...]
    districts: Mapping[int, int]
    departments: Mapping[int, str]


def province(tree: Structure | None = None) -> StructureUnit:
    """Thanh Hóa as it stood on the day of the review."""
    return (tree or structure(FOCUS_ON)).by_code(PROVINCE_CODE, Level.PROVINCE)


def read_ground() -> Ground:
    """The units and police bodies on the day of the review, in the order of the tree."""
    tree = structure(FOCUS_ON)
    top = province(tree)
    bodies = police_units(FOCUS_ON, top.id)
    by_kind = {
        kind: {b.unit_id: b.id for b in bodies if b.kind == kind}
        for kind in ("province", "district", "commune")
    }
    places = [
        Place(unit, tree.ancestor_at(unit.id, Level.DISTRICT), by_kind["commune"][unit.id])
        for unit in tree.at_level(Level.COMMUNE, top.id)
    ]
    return Ground(
        province=top,
        province_body_id=by_kind["province"][top.id],
        programme=tuple(place for place in places if place.unit.type != WARD),
        wards=tuple(place for place in places if place.unit.type == WARD),
        districts=by_kind["district"],
        departments={body.id: body.name for body in bodies if body.kind == "department"},
    )


def deferred_by_name(places: tuple[Place, ...]) -> list[Place]:
    """The communes Decision 3947 names: the reading copy stops after eight of thirteen districts."""
    with DECISION_3947.open(encoding="utf-8", newline="") as lines:
        named = {
            (row["district"], name)
            for row in csv.DictReader(lines)
            for name in row["communes"].split(";")
        }
    return [place for place in places if (place.district.name, place.unit.name) in named]
