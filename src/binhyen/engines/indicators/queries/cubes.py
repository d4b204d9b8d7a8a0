"""Cubes filled from analysis files, with who should have reported and whose report still waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from binhyen.engines.indicators.models import Report, ReportingPeriod, RollUp
from binhyen.engines.indicators.queries.counters import counted
from binhyen.engines.indicators.queries.parquet import Columns, read_columns
from binhyen.engines.indicators.queries.trees import Forest
from binhyen.engines.indicators.rules.catalogue import DefinitionInfo
from binhyen.engines.indicators.rules.cubes import Cube, Flags, Ints
from binhyen.engines.indicators.rules.measures import Input
from binhyen.engines.indicators.types import Status
from binhyen.engines.units.api import Level
from binhyen.kernel.memory import is_remembering, once
from binhyen.kernel.periods import Period

# Up to so many reports are read one by one rather than from files that hold the whole country.
FEW = 3000


@dataclass(frozen=True, slots=True)
class FormCube:
    """A report definition's cube; `place` gives each period's row in it."""

    form: DefinitionInfo
    periods: tuple[Period, ...]
    place: Mapping[str, int]
    cube: Cube
    pending: Flags


def form_cube(
    form: DefinitionInfo,
    periods: Sequence[Period],
    inputs: Sequence[Input],
    forest: Forest,
    only: Collection[int] | None = None,
) -> FormCube:
    """The values of some inputs over some report periods, for every unit that reported or should have.

    Cost: three statements and one read of the files, whatever the number of units; for few units and periods the
    reports themselves are read instead.

    Args:
        only: units that matter; None is all.
    """
    columns = [wanted.column for wanted in inputs]
    ordered = tuple(sorted(set(periods)))
    place = {period.code: row for row, period in enumerate(ordered)}
    stored = stored_periods(form, place)
    if only is not None and len(only) * len(stored) <= FEW:
        approved = read_reports(stored, {wanted.key: wanted.column for wanted in inputs}, only)
    else:
        approved = read_columns(stored, columns, only)
    row_of = {period.pk: place[period.code] for period in stored}
    waiting = [pair for pair in waiting_reports(form, stored) if only is None or pair[1] in only]
    expected_ids = [
        forest.on(period.last_day).reporters(form.entry.reporters, only, form.owner_id)
        for period in ordered
    ]
    units = _units(approved, expected_ids, [unit_id for _, unit_id in waiting])
    cube = _fill(approved, columns, row_of, units, expected_ids)
    pending = _flags(len(ordered), units, [(row_of[row], unit_id) for row, unit_id in waiting])
    return FormCube(form, ordered, place, cube, pending)


def read_reports(
    periods: Sequence[ReportingPeriod], columns: Mapping[str, str], only: Collection[int]
) -> Columns:
    """What `read_columns` gives, from the rows of some units' approved reports."""
    approved = Report.objects.filter(period__in=periods, unit_id__in=only, values__isnull=False)
    rows = [
        (period_id, unit_id, values or {})
        for period_id, unit_id, values in approved.values_list("period_id", "unit_id", "values")
    ]
    if not rows:
        return {}
    found: Columns = {
        "period": np.array([period_id for period_id, _, _ in rows], dtype=np.int64),
        "unit": np.array([unit_id for _, unit_id, _ in rows], dtype=np.int64),
    }
    for key, column in columns.items():
        found[column] = np.array([values.get(key, 0) for *_, values in rows], dtype=np.int64)
        found[f"k_{column}"] = np.array([key in values for *_, values in rows], dtype=np.bool_)
    return found


def has_guests(form: DefinitionInfo, periods: Sequence[Period], forest: Forest) -> bool:
    """Whether any unit that ended within one of the periods reported over it, approved or not."""
    last_days = {period.code: period.last_day for period in periods}
    stored = stored_periods(form, last_days)
    on = {row.pk: last_days[row.code] for row in stored}
    return RollUp.objects.filter(period__in=stored, guests__gt=0).exists() or any(
        unit_id not in forest.on(on[period_id]).structure
        for period_id, unit_id in waiting_reports(form, stored)
    )


def stored_periods(form: DefinitionInfo, codes: Collection[str]) -> list[ReportingPeriod]:
    """Those of the periods over which anything was reported; a page that reads much asks for all of them once."""
    if not is_remembering():
        return list(ReportingPeriod.objects.filter(definition_id=form.id, code__in=codes))
    known = once("indicators.periods", _periods_by_form)
    return [period for period in known.get(form.id, ()) if period.code in codes]


def waiting_reports(
    form: DefinitionInfo, stored: Sequence[ReportingPeriod]
) -> list[tuple[int, int]]:
    """(period, unit) of reports handed in and not yet approved."""
    rows = Report.objects.filter(status=Status.SUBMITTED).values_list("period_id", "unit_id")
    if not is_remembering():
        return list(rows.filter(period__in=stored))
    of_form = rows.filter(period__definition_id=form.id)
    wanted = {period.pk for period in stored}
    found = once(("indicators.waiting", form.id), lambda: list(of_form))
    return [pair for pair in found if pair[0] in wanted]


def counted_cube(
    name: str, column: str, on: date, under_id: int | None, forest: Forest
) -> Cube | None:
    """A counter's values on a day, one period; None when nobody registered the counter.

    Without a unit, or with one not in force that day, the whole country is counted.
    """
    tree = forest.on(on).structure
    start = under_id if under_id is not None and under_id in tree else tree.root.id
    counts = counted(name, on, start)
    if counts is None:
        return None
    below = [unit.id for unit in tree.at_level(Level.COMMUNE, start)]
    units = np.array(sorted({*below, *counts}), dtype=np.int64)
    values = np.array([counts.get(unit_id, 0) for unit_id in units.tolist()], dtype=np.int64)
    known = np.ones((1, len(units)), dtype=np.bool_)
    expected = np.isin(units, below)[np.newaxis, :]
    return Cube(units, {column: values[np.newaxis, :]}, {column: known}, expected)


def _periods_by_form() -> Mapping[int, list[ReportingPeriod]]:
    found: dict[int, list[ReportingPeriod]] = {}
    for period in ReportingPeriod.objects.all():
        found.setdefault(period.definition_id, []).append(period)
    return found


def _units(approved: Columns, expected: list[list[int]], waiting: list[int]) -> Ints:
    reported = [approved["unit"]] if approved else []
    lists = [np.array(ids, dtype=np.int64) for ids in [*expected, waiting]]
    return np.unique(np.concatenate([*reported, *lists]))


def _fill(
    approved: Columns,
    columns: Sequence[str],
    row_of: Mapping[int, int],
    units: Ints,
    expected_ids: list[list[int]],
) -> Cube:
    shape = (len(expected_ids), len(units))
    values = {column: np.zeros(shape, dtype=np.int64) for column in columns}
    known = {column: np.zeros(shape, dtype=np.bool_) for column in columns}
    if approved:
        rows = _rows(approved["period"], row_of)
        places = np.searchsorted(units, approved["unit"])
        for column in columns:
            values[column][rows, places] = approved[column]
            known[column][rows, places] = approved[f"k_{column}"]
    expected = np.zeros(shape, dtype=np.bool_)
    for row, ids in enumerate(expected_ids):
        expected[row, np.searchsorted(units, np.array(ids, dtype=np.int64))] = True
    return Cube(units, values, known, expected)


def _rows(periods: Ints, row_of: Mapping[int, int]) -> Ints:
    ids, inverse = np.unique(periods, return_inverse=True)
    return np.array([row_of[int(period)] for period in ids], dtype=np.int64)[inverse]


def _flags(rows: int, units: Ints, places: Sequence[tuple[int, int]]) -> Flags:
    flags = np.zeros((rows, len(units)), dtype=np.bool_)
    for row, unit_id in places:
        flags[row, np.searchsorted(units, unit_id)] = True
    return flags
