"""All that the page of one unit shows: who it is and was, who serves there, what is lacking, what was done."""

from __future__ import annotations

from datetime import date

from binhyen.engines.indicators.api import By, Frame, Query, catalogue, read
from binhyen.engines.norms.api import Finding, check, rules_in_force
from binhyen.engines.people.api import PostKind, posts_held, service_of
from binhyen.engines.units.api import (
    Level,
    Lineage,
    PoliceBody,
    StructureUnit,
    VersionSpan,
    find,
    lineage,
    police_units,
    unit_points,
    unit_versions,
)
from binhyen.features.overview.queries.boards import WORK
from binhyen.features.overview.queries.places import may
from binhyen.features.overview.rules.measures import STATION
from binhyen.features.overview.rules.windows import closed_months
from binhyen.features.overview.types import Place, PostLine, Station
from binhyen.foundation.access.api import Actor, require
from binhyen.foundation.ui.api import named
from binhyen.kernel.errors import DomainError

MONTHS_SHOWN = 6
NEIGHBOURS = 8
BETWEEN_REFORMS = (
    date(2019, 10, 6), date(2019, 12, 1), date(2021, 6, 1), date(2022, 6, 3), date(2023, 6, 1), date(2024, 12, 1),
    date(2025, 7, 1),
)  # fmt: skip


def station(actor: Actor, where: Place) -> Station:
    """Who serves in a unit and what it lacks; people and norms only as far as the actor may see them."""
    unit, on = where.unit, where.on
    sees_posts = may(actor, "people.view", where)
    held = dict(posts_held(on, unit.id).get(unit.id, {})) if sees_posts else {}
    return Station(
        place=where,
        bodies=_own_bodies(where),
        posts=_post_lines(unit, held) if sees_posts else [],
        strength=sum(held.values()) if sees_posts else None,
        officers=service_of(actor, unit.id, on)
        if may(actor, "people.view_personal", where)
        else None,
        findings=unit_findings(actor, where, of_the_day=True),
        neighbours=_neighbours(where),
    )


def history_of(where: Place) -> tuple[list[VersionSpan], Lineage]:
    """The versions of a unit and the chain of those it came from and passed into."""
    return unit_versions(where.unit.id), lineage(where.unit.id)


def figures_of(actor: Actor, where: Place) -> Frame:
    """The work of a unit over the last six closed months.

    Raises:
        Refused: the actor may not see figures there.
    """
    require(actor, "figures.view", where.unit.id, on=where.on)
    known = catalogue()
    wanted = tuple(code for code in STATION if code in known.elements or code in known.indicators)
    months = closed_months(where.on, known.calendars[WORK], MONTHS_SHOWN)
    return read(Query(wanted, where.unit.id, By.UNIT, tuple(months), as_of=where.on))


def successors_of(code: str, on: date) -> list[tuple[StructureUnit, date]]:
    """Units to offer when nobody bears a code on a day: those who bore it on other days, with such a day."""
    found: list[tuple[StructureUnit, date]] = []
    for day in _days_around(on):
        try:
            unit = find(code, day)
        except DomainError:
            continue
        if unit.id not in {known.id for known, _ in found}:
            found.append((unit, day))
    return found


def _days_around(on: date) -> list[date]:
    """Days between the great reorganisations, the nearest first: where a code may have had another bearer."""
    return sorted(BETWEEN_REFORMS, key=lambda day: abs((day - on).days))


def _own_bodies(where: Place) -> list[PoliceBody]:
    if where.unit.level == Level.COUNTRY:
        return []
    own = [body for body in police_units(where.on, where.unit.id) if body.unit_id == where.unit.id]
    return [body for body in own if body.kind != "department"]


def _post_lines(unit: StructureUnit, held: dict[str, int]) -> list[PostLine]:
    if unit.level != Level.COMMUNE:
        return []
    kinds = PostKind.objects.filter(serves_in="commune")
    return [PostLine(named(kind), kind.mandatory, held.get(kind.code, 0)) for kind in kinds]


def unit_findings(actor: Actor, where: Place, *, of_the_day: bool) -> list[Finding]:
    """What the rules in force say of a commune: those read on the day itself, or those read over periods."""
    if where.unit.level != Level.COMMUNE or not may(actor, "norms.view", where):
        return []
    codes = [rule.code for rule in rules_in_force(where.on) if bool(rule.calendar) != of_the_day]
    return check(actor, where.unit.id, where.on, codes, since=of_the_day).for_unit(where.unit.id)


def _neighbours(where: Place) -> list[StructureUnit]:
    """The nearest units under the same parent, or the next ones in the list where places are unknown."""
    parent = where.unit.parent_id
    if parent is None:
        return []
    others = [unit for unit in where.tree.children(parent) if unit.id != where.unit.id]
    points = unit_points([where.unit.id, *(unit.id for unit in others)])
    here = points.get(where.unit.id)
    if here is not None:
        far = (90.0, 180.0)
        others.sort(key=lambda unit: _distance(here, points.get(unit.id, far)))
    return others[:NEIGHBOURS]


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
