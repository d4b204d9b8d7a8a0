"""Cubes filled from analysis files, with who should have reported and whose report still waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from binhyen.engines.indicators.models import Report, ReportingPeriod
from binhyen.engines.indicators.queries.counters import counted
from binhyen.engines.indicators.queries.parquet import Columns, read_columns
from binhyen.engines.indicators.rules.catalogue import DefinitionInfo
from binhyen.engines.indicators.rules.cubes import Cube, Flags, Ints
from binhyen.engines.indicators.types import Status
from binhyen.engines.units.api import Level, structure
from binhyen.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class FormCube:
    """A report definition's cube; `place` gives each period's row in it."""

    form: DefinitionInfo
    periods: tuple[Period, ...]
    place: Mapping[str, int]
    cube: Cube
    pending: Flags


def form_cube(form: DefinitionInfo, periods: Sequence[Period], columns: Sequence[str]) -> FormCube:
    """The values of some columns over some report periods, for every unit that reported or should have.

    Cost: three statements and one read of the files, whatever the number of units.
    """
    ordered = tuple(sorted(set(periods)))
    place = {period.code: row for row, period in enumerate(ordered)}
    stored = list(ReportingPeriod.objects.filter(definition_id=form.id, code__in=place))
    approved = read_columns(stored, columns)
    waiting = list(
        Report.objects.filter(period__in=stored, status=Status.SUBMITTED).values_list(
            "period_id", "unit_id"
        )
    )
    row_of = {period.pk: place[period.code] for period in stored}
    expected_ids = [_expected(form, period.last_day) for period in ordered]
    units = _units(approved, expected_ids, [unit_id for _, unit_id in waiting])
    cube = _fill(approved, columns, row_of, units, expected_ids)
    pending = _flags(len(ordered), units, [(row_of[row], unit_id) for row, unit_id in waiting])
    return FormCube(form, ordered, place, cube, pending)


def counted_cube(name: str, column: str, on: date, under_id: int | None) -> Cube | None:
    """A counter's values on a day, one period; None when nobody registered the counter.

    Without a unit, or with one not in force that day, the whole country is counted.
    """
    tree = structure(on)
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


def _expected(form: DefinitionInfo, on: date) -> list[int]:
    reporters = set(form.entry.reporters)
    return [unit.id for unit in structure(on).at_level(Level.COMMUNE) if unit.type in reporters]


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
