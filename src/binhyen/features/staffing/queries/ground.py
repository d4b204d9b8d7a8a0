"""The live ground a scenario stands on: the tree, the programme's units, police bodies, people and places on the day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.engines.people.api import Serving, force, party_official, posts_held
from binhyen.engines.units.api import (
    CarryMap,
    Level,
    PoliceBody,
    Structure,
    StructureUnit,
    carry,
    police_units,
    structure,
    unit_points,
)
from binhyen.features.staffing.queries.catalogue import defaults
from binhyen.features.staffing.rules.donors import donor_id
from binhyen.features.staffing.types import Settings
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel.errors import N_, Invalid

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything read once; the rest of the instance is arithmetic on it.

    Keyed by unit of the plan's tree: `held` posts held by code, `members` official Party members, `staff` those
    serving there whom the planner may see; `points` latitude and longitude.
    """

    on: date
    province: StructureUnit
    tree: Structure
    carried: CarryMap
    units: tuple[StructureUnit, ...]
    donors: Mapping[str, PoliceBody]
    people: tuple[Serving, ...]
    held: Mapping[int, Mapping[str, int]]
    members: Mapping[int, int]
    staff: Mapping[int, tuple[Serving, ...]]
    points: Mapping[int, Point]

    def place_of(self, unit_id: int | None) -> StructureUnit | None:
        """The unit as it stands in the plan's tree: itself, or where its largest share went."""
        return None if unit_id is None else _in_tree(unit_id, self.tree, self.carried)

    def point_of(self, unit_id: int) -> Point:
        """Where a unit lies; the nearest unit above it that has a place stands in.

        Raises:
            Invalid: nothing above it has a place either.
        """
        for unit in (self.tree.get(unit_id), *self.tree.ancestors(unit_id)):
            if unit.id in self.points and unit.level != Level.COUNTRY:
                lat, lon = self.points[unit.id]
                return round(lat, 5), round(lon, 5)
        raise Invalid(
            N_("Chưa biết {name} ở đâu; hãy bổ sung tọa độ trong dữ liệu đơn vị."),
            name=self.tree.get(unit_id).full_name,
        )


def read_ground(actor: Actor, under_id: int, on: date, settings: Settings) -> Ground:
    """Read the ground of a province.

    Cost: a fixed number of statements, whatever the number of units and officers.

    Raises:
        Refused: the actor may not see personal data there.
        Invalid: the unit is not a province.
    """
    require(actor, "people.view_personal", under_id, on=on)
    tree = structure(settings.structure_on or on)
    province = tree.get(under_id)
    if province.level != Level.PROVINCE:
        raise Invalid(
            N_("Phương án điều động lập cho một tỉnh; {name} không phải tỉnh."),
            name=province.full_name,
        )
    carried = carry(tree.on)
    people = tuple(force(actor, on, under_id=under_id))
    return Ground(
        on=on,
        province=province,
        tree=tree,
        carried=carried,
        units=tuple(
            unit for unit in tree.at_level(Level.COMMUNE, under_id) if tree.in_programme(unit.id)
        ),
        donors=donor_bodies(under_id, on),
        people=people,
        held=_counted(posts_held(on, under_id), tree, carried),
        members={
            unit: counts["all"]
            for unit, counts in _counted(
                {unit: {"all": count} for unit, count in party_official(on, under_id).items()},
                tree,
                carried,
            ).items()
        },
        staff=_staff(people, tree, carried),
        points=unit_points(tree.units.keys()),
    )


def _counted(
    counts: Mapping[int, Mapping[str, int]], tree: Structure, carried: CarryMap
) -> dict[int, Counter[str]]:
    """Counts of the day's tree carried into the plan's."""
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for unit_id, by_name in counts.items():
        place = _in_tree(unit_id, tree, carried)
        if place is not None:
            found[place.id].update(by_name)
    return dict(found)


def _staff(
    people: Iterable[Serving], tree: Structure, carried: CarryMap
) -> dict[int, tuple[Serving, ...]]:
    found: defaultdict[int, list[Serving]] = defaultdict(list)
    for one in people:
        place = _in_tree(one.unit_id, tree, carried) if one.kind == "commune" else None
        if place is not None:
            found[place.id].append(one)
    return {unit: tuple(served) for unit, served in found.items()}


def donor_bodies(under_id: int, on: date) -> dict[str, PoliceBody]:
    """Bodies of a province that give officers, by their id in planning files, in the order of the tree.

    Raises:
        NotFound: the province was not in force on the day.
    """
    tree, kinds = structure(on), defaults().donor_kinds
    found: dict[str, PoliceBody] = {}
    for body in police_units(on, under_id):
        if body.kind in kinds:
            name = donor_id(body.kind, tree.get(body.unit_id).code, body.name)
            # Two departments of one name exist only by mistake; a number keeps them apart all the same.
            found[name if name not in found else f"{name}-{body.id}"] = body
    return found


def _in_tree(unit_id: int, tree: Structure, carried: CarryMap) -> StructureUnit | None:
    if unit_id in tree:
        return tree.get(unit_id)
    targets = carried.targets(unit_id)
    best = max(targets, key=lambda target: target.share).unit_id if targets else None
    return tree.units.get(best) if best is not None else None
