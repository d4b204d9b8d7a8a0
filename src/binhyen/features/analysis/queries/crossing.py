"""Which units cross a threshold in the newest periods: two grids at most, whatever the number of units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.engines.indicators.api import By, Grid, catalogue
from binhyen.features.analysis.models import AlertRule
from binhyen.features.analysis.queries.figures import ask, value_at
from binhyen.features.analysis.rules.judging import crossed, percent_change
from binhyen.features.analysis.rules.spans import closed, compared
from binhyen.kernel.periods import Period, previous

LOOKED_AT = 3
"""Periods looked at each time: corrections and late approvals come mostly for the newest ones."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A unit in a period: its value, None where nothing can be said, and whether it lies beyond the bound."""

    unit_id: int
    period: Period
    value: Decimal | None
    is_beyond: bool


def crossings(rule: AlertRule, on: date) -> list[Crossing]:
    """Every unit and period a rule looks at, periods ascending.

    Raises:
        NotFound, RuleBroken, Invalid: as the engine's `grid`.
    """
    periods = watched(rule, on)
    earlier = {one: compared(one, rule.basis) for one in periods if rule.basis != "value"}
    asked = tuple(dict.fromkeys([*(p for p in earlier.values() if p), *periods]))
    grid = ask([rule.measure], rule.unit_id, By(rule.by), asked, None, None)
    return [
        _crossing(rule, grid, (place, asked.index(one)), asked, earlier.get(one))
        for one in periods
        for place in range(len(grid.units))
        if grid.cells.there[0, place, asked.index(one)]
    ]


def watched(rule: AlertRule, on: date) -> list[Period]:
    """The newest closed periods of a rule, ascending."""
    calendar = catalogue().calendars[rule.calendar]
    periods = [closed(rule.kind, on, calendar)]
    while len(periods) < LOOKED_AT:
        periods.append(previous(periods[-1]))
    return periods[::-1]


def _crossing(
    rule: AlertRule,
    grid: Grid,
    at: tuple[int, int],
    asked: tuple[Period, ...],
    before: Period | None,
) -> Crossing:
    place, period = at
    value = value_at(grid.cells, (0, place, period))
    if rule.basis != "value":
        earlier = value_at(grid.cells, (0, place, asked.index(before))) if before else None
        value = percent_change(value, earlier)
    beyond = value is not None and crossed(value, rule.operator, rule.bound)
    return Crossing(grid.units[place].id, asked[period], value, beyond)
