"""Figures as arrays: the question, its answer as measure × unit × period, and the codes of what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from binhyen.engines.indicators.types import By, Missing, Query
from binhyen.engines.units.api import StructureUnit
from binhyen.kernel.periods import Period

Floats = np.ndarray[Any, np.dtype[np.float64]]
Counts = np.ndarray[Any, np.dtype[np.int64]]
Codes = np.ndarray[Any, np.dtype[np.int8]]
Marks = np.ndarray[Any, np.dtype[np.bool_]]

MISSING: tuple[Missing | None, ...] = (None, *Missing)
"""What a code of `Cells.missing` stands for: 0 is nothing missing, the rest in the order of `Missing`."""


def missing_code(reason: Missing | None) -> int:
    """The code of a reason."""
    return MISSING.index(reason)


@dataclass(frozen=True, slots=True)
class GridQuery:
    """A question about figures whose answer is arrays; the words are those of `Query`.

    Attributes:
        breakdown: code of one breakdown option, for elements divided that way; None is the total. One cell for each
            of several options is asked by naming measures as `element[option]`.
    """

    measures: tuple[str, ...]
    under_id: int
    by: By = By.UNIT
    periods: tuple[Period, ...] = ()
    as_of: date | None = None
    breakdown: str | None = None

    def query(self) -> Query:
        """The same question to `read`."""
        return Query(
            self.measures,
            self.under_id,
            self.by,
            self.periods,
            as_of=self.as_of,
            breakdown=self.breakdown,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Arrays measure × unit × period, all of one shape; what `Cell` says of one figure.

    Attributes:
        value: in the measure's own unit; NaN when there is none, and then `missing` tells why.
        numerator: aggregated first, divided last; NaN for elements and single formulas.
        denominator: likewise.
        reported: (unit, report period) pairs whose approved report holds the value.
        expected: the same pairs that should have reported.
        pending: reports handed in and not yet approved; not in `value`.
        estimated: how much of the value came through an estimated share of a divided unit.
        missing: places in `MISSING`; 0 where there is a value.
        there: whether there is such a cell: the unit stands in the trees of the period, and the measure is
            computed at its level. Elsewhere values are NaN and counts 0.
    """

    value: Floats
    numerator: Floats
    denominator: Floats
    reported: Counts
    expected: Counts
    pending: Counts
    estimated: Floats
    missing: Codes
    there: Marks

    @classmethod
    def empty(cls, measures: int, units: int, periods: int) -> Cells:
        """Cells that are not there."""
        shape = (measures, units, periods)
        return cls(
            value=np.full(shape, np.nan),
            numerator=np.full(shape, np.nan),
            denominator=np.full(shape, np.nan),
            reported=np.zeros(shape, dtype=np.int64),
            expected=np.zeros(shape, dtype=np.int64),
            pending=np.zeros(shape, dtype=np.int64),
            estimated=np.zeros(shape),
            missing=np.zeros(shape, dtype=np.int8),
            there=np.zeros(shape, dtype=np.bool_),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The answer to a `GridQuery`.

    Attributes:
        units: the rows, by code; each as it is called in the last period it has cells for.
        names: for each period, its rows as they stood then, by unit id.
        cells: measure × unit × period, in the order asked.
        totals: measure × 1 × period, for the whole of `query.under_id`.
        months_used: the report periods a longer period was put together from, by its code.
    """

    query: GridQuery
    units: tuple[StructureUnit, ...]
    names: tuple[Mapping[int, StructureUnit], ...]
    cells: Cells
    totals: Cells
    months_used: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many measures, units and periods."""
        return len(self.query.measures), len(self.units), len(self.query.periods)

    def places(self) -> Iterator[tuple[int, int, int]]:
        """(measure, unit, period) of every cell that is there, by unit, then period, then measure."""
        order = np.argwhere(self.cells.there.transpose(1, 2, 0))
        for unit, period, measure in order.tolist():
            yield measure, unit, period
