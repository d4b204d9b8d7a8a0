"""The one place that asks the engine for figures: every measure, option and period of a question in one grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.engines.indicators.api import MISSING, By, Cells, Grid, GridQuery, grid
from binhyen.features.analysis.types import TOTAL, Figure, Question
from binhyen.foundation.access.api import Actor
from binhyen.kernel.periods import Period

DIGITS = 10
"""Decimals kept of a quotient, as the engine rounds it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A grid with the question's own order: measures outside, options inside; `periods` may hold more than asked."""

    grid: Grid
    options: int
    periods: tuple[Period, ...]
    decimals: tuple[int, ...]

    def figure(self, measure: int, option: int, unit: int, period: int) -> Figure:
        """One figure; `unit` TOTAL is the whole asked about."""
        cells, row = (self.grid.totals, 0) if unit == TOTAL else (self.grid.cells, unit)
        return _figure(
            cells, (measure * self.options + option, row, period), self.decimals[measure]
        )

    def place_of(self, period: Period | None) -> int | None:
        """Where a period stands among those that were read."""
        return self.periods.index(period) if period in self.periods else None


def figures_of(
    question: Question, more: Sequence[Period], decimals: Sequence[int], actor: Actor | None
) -> Figures:
    """Everything a question needs, with further periods to compare with.

    Raises:
        NotFound, RuleBroken, Invalid: as the engine's `grid`.
    """
    periods = tuple(dict.fromkeys([*question.periods, *more]))
    names = tuple(
        code if option is None else f"{code}[{option}]"
        for code in question.measures
        for option in question.options
    )
    found = ask(names, question.unit.id, question.by, periods, question.as_of, actor)
    return Figures(found, len(question.options), periods, tuple(decimals))


def ask(
    measures: Sequence[str],
    under_id: int,
    by: By,
    periods: Sequence[Period],
    as_of: date | None,
    actor: Actor | None,
) -> Grid:
    """The engine's grid."""
    return grid(GridQuery(tuple(measures), under_id, by, tuple(periods), as_of), actor)


def value_at(cells: Cells, at: tuple[int, int, int], decimals: int = DIGITS) -> Decimal | None:
    """A value of a grid as an exact decimal; None when there is none."""
    return _decimal(float(cells.value[at]), decimals)


def _figure(cells: Cells, at: tuple[int, int, int], decimals: int) -> Figure:
    if not cells.there[at]:
        return Figure(None, absent=True)
    exact = max(decimals, DIGITS)
    return Figure(
        value=_decimal(float(cells.value[at]), exact),
        numerator=_decimal(float(cells.numerator[at]), exact),
        denominator=_decimal(float(cells.denominator[at]), exact),
        reported=int(cells.reported[at]),
        expected=int(cells.expected[at]),
        pending=int(cells.pending[at]),
        estimated=bool(cells.estimated[at]),
        missing=MISSING[int(cells.missing[at])],
    )


def _decimal(value: float, decimals: int) -> Decimal | None:
    if value != value:  # noqa: PLR0124 - NaN is the one value unlike itself
        return None
    if value.is_integer():
        return Decimal(int(value))
    return Decimal(str(round(value, decimals)))
