"""The workload norm (WISN) from a year's reports, for every unit of the programme under one, set-based."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

from django.conf import settings

from binhyen.engines.indicators.api import (
    By,
    Cell,
    Query,
    calendars,
    catalogue,
    read,
    work_calendar,
)
from binhyen.engines.norms.api import rules_in_force
from binhyen.engines.units.api import Level, Structure, StructureUnit, structure
from binhyen.features.staffing.queries.catalogue import defaults
from binhyen.features.staffing.rules.demand import sizes_by_norm
from binhyen.features.staffing.rules.wisn import (
    Load,
    available_minutes,
    loads,
    posts_for_workload,
    required,
    shown,
)
from binhyen.features.staffing.workload_entries import ActivityEntry, WorkloadEntry
from binhyen.features.staffing.workload_types import Workload, WorkPart
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel.errors import Invalid
from binhyen.kernel.memory import remembering
from binhyen.kernel.periods import Period, span
from binhyen.kernel.yamlfile import load_entries, load_entry


@dataclass(frozen=True, slots=True)
class _Volume:
    """A driver's yearly volume in one unit; None when it cannot be told."""

    value: Fraction | None
    reported: int
    expected: int


def workload_posts(actor: Actor, under_id: int, on: date) -> Mapping[int, Workload]:
    """Posts by workload of every commune and township of the programme under a unit.

    Shape: by unit id, in the order of the tree of `on`. Time: the year before `on`, that day left out; values are
    carried into the tree of `on`. Missing: a unit is not measurable when a driver of any service has no figure, or
    fewer reports than the catalogue's share of a year; with fewer than all, the volume is brought up to the year.

    Cost: a fixed number of statements for a province.

    Raises:
        Refused: the actor may not see staffing there. NotFound: no such unit on that day.
        Invalid: the catalogue's standards contradict themselves.
    """
    require(actor, "staffing.view", under_id, on=on)
    with remembering():
        tree = structure(on)
        units = [
            unit for unit in tree.at_level(Level.COMMUNE, under_id) if tree.in_programme(unit.id)
        ]
        return _measured(under_id, tree, units)


def workload_sizes(under_id: int, on: date, units: Collection[StructureUnit]) -> dict[int, int]:
    """Unit id → posts for a scenario by workload: never below the flat norm, which stands alone where figures are missing.

    Raises:
        Invalid: as `workload_posts`.
    """
    tree = structure(on)
    found = _measured(under_id, tree, [unit for unit in units if unit.id in tree])
    return {
        unit.id: max(found[unit.id].posts or 0, found[unit.id].flat or 0) if unit.id in found else 0
        for unit in units
    }


@cache
def _standards(folder: Path) -> tuple[tuple[ActivityEntry, ...], WorkloadEntry]:
    activities = load_entries(folder / "activities", ActivityEntry)
    return tuple(activities), load_entry(folder / "workload.yaml", WorkloadEntry)


def _measured(
    under_id: int, tree: Structure, units: Sequence[StructureUnit]
) -> dict[int, Workload]:
    activities, time = _standards(Path(settings.BINHYEN_CATALOGUE))
    year = _year_before(tree.on)
    work_days = work_calendar().working_days_between(year.start - timedelta(days=1), year.last_day)
    available = available_minutes(work_days, time)
    volumes = _volumes(under_id, tree.on, year, activities, time)
    flat = _flat(tree, units)
    return {
        unit.id: _workload(
            unit, activities, volumes.get(unit.id, {}), available, time, flat.get(unit.id)
        )
        for unit in units
    }


def _year_before(on: date) -> Period:
    try:
        start = on.replace(year=on.year - 1)
    except ValueError:
        # 29 February has no day of its own in the year before.
        start = date(on.year - 1, 3, 1)
    return span(calendars()["calendar"], start, on - timedelta(days=1))


def _volumes(
    under_id: int,
    on: date,
    year: Period,
    activities: Sequence[ActivityEntry],
    time: WorkloadEntry,
) -> dict[int, dict[str, _Volume]]:
    """Yearly volumes by unit and driver, in one reading of figures."""
    drivers = tuple(dict.fromkeys(one.driver for one in activities if one.driver))
    asked = Query(measures=drivers, under_id=under_id, by=By.COMMUNE, periods=(year,), as_of=on)
    known = catalogue().elements
    flows = {code for code in drivers if code in known and known[code].entry.time == "sum"}
    found: dict[int, dict[str, _Volume]] = {}
    for cell in read(asked):
        found.setdefault(cell.unit_id, {})[cell.measure] = _volume(
            cell, time, brought_up=cell.measure in flows
        )
    return found


def _volume(cell: Cell, time: WorkloadEntry, *, brought_up: bool) -> _Volume:
    counts = cell.reported, cell.expected
    if cell.value is None:
        return _Volume(None, *counts)
    if not brought_up or cell.complete:
        return _Volume(Fraction(cell.value), *counts)
    if cell.reported * 1000 < cell.expected * time.least_reported_permille:
        return _Volume(None, *counts)
    return _Volume(Fraction(cell.value) * cell.expected / cell.reported, *counts)


def _flat(tree: Structure, units: Sequence[StructureUnit]) -> dict[int, int]:
    measure = defaults().size_measure
    rules = [rule for rule in rules_in_force(tree.on) if rule.left == measure]
    try:
        return sizes_by_norm(tree, units, rules)
    except Invalid:
        # Before there was a norm the workload can still be told, with nothing beside it.
        return {}


def _workload(
    unit: StructureUnit,
    activities: Sequence[ActivityEntry],
    volumes: Mapping[str, _Volume],
    available: int,
    time: WorkloadEntry,
    flat: int | None,
) -> Workload:
    missing = tuple(
        one.vi for one in activities if one.driver and _value(volumes, one.driver) is None
    )
    if missing:
        return Workload(unit.id, unit.code, unit.full_name, None, None, flat, missing=missing)
    known = {code: one.value for code, one in volumes.items() if one.value is not None}
    found = loads(activities, known, available)
    officers = required(found)
    return Workload(
        unit_id=unit.id,
        code=unit.code,
        name=unit.full_name,
        officers=shown(officers),
        posts=posts_for_workload(officers, time),
        flat=flat,
        parts=tuple(sorted(_parts(found, volumes), key=lambda part: -part.officers)),
        brought_up=any(one.reported < one.expected for one in volumes.values()),
    )


def _value(volumes: Mapping[str, _Volume], driver: str) -> Fraction | None:
    found = volumes.get(driver)
    return found.value if found else None


def _parts(found: Sequence[Load], volumes: Mapping[str, _Volume]) -> Iterator[WorkPart]:
    for load in found:
        source = volumes.get(load.activity.driver or "")
        yield WorkPart(
            code=load.activity.code,
            label=load.activity.vi,
            volume=None if load.volume is None else shown(load.volume),
            officers=shown(load.officers),
            reported=source.reported if source else 0,
            expected=source.expected if source else 0,
        )
