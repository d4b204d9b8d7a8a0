"""The values rules need, read from the engine of figures in a fixed number of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from binhyen.engines.indicators.api import By, Catalogue, Cell, Query, catalogue, read
from binhyen.engines.norms.rules.reading import references
from binhyen.engines.norms.types import NormRule
from binhyen.engines.units.api import Level
from binhyen.kernel.errors import NotFound
from binhyen.kernel.expressions import Reference
from binhyen.kernel.periods import Period, part_of_year, period_of, previous

ROWS = {
    Level.COUNTRY: By.UNIT,
    Level.PROVINCE: By.PROVINCE,
    Level.DISTRICT: By.DISTRICT,
    Level.COMMUNE: By.COMMUNE,
}
LOOKED_BACK = {"month": 12, "quarter": 4, "half": 2, "nine_months": 2, "year": 2}
"""Periods looked at, the last one included, to tell since when a verdict read over periods stands."""

UnitValues = Mapping[int, dict[str, Decimal | None]]
"""By unit, then by reference."""


@dataclass(frozen=True, slots=True)
class Question:
    """Rules that are read over the same days for units of the same level."""

    level: Level
    calendar: str
    period_kind: str


def questions(rules: Iterable[NormRule]) -> dict[Question, list[NormRule]]:
    """The rules by what has to be asked for them."""
    found: dict[Question, list[NormRule]] = defaultdict(list)
    for rule in rules:
        found[Question(Level(rule.level), rule.calendar, rule.period_kind)].append(rule)
    return found


def last_closed(question: Question, on: date) -> Period:
    """The last period of the rules' calendar whose last day is not after `on`."""
    calendar = catalogue().calendars[question.calendar]
    if question.period_kind == "nine_months":
        period = part_of_year(calendar, "nine_months", on.year)
    else:
        period = period_of(on, calendar, question.period_kind)  # type: ignore[arg-type]  # the catalogue's words are the kernel's
    while period.last_day > on:
        period = previous(period)
    return period


def periods_back(period: Period, first_on: date) -> list[Period]:
    """The period and those before it that end on or after `first_on`, ascending, as many as are looked at."""
    found = [period]
    while len(found) < LOOKED_BACK[period.kind] and previous(found[-1]).last_day >= first_on:
        found.append(previous(found[-1]))
    return found[::-1]


def values_on_day(rules: list[NormRule], level: Level, under_id: int, on: date) -> UnitValues:
    """What the rules refer to, on a day; references nobody answered are None."""
    found: dict[int, dict[str, Decimal | None]] = defaultdict(dict)
    for breakdown, asked in _by_breakdown(references(rules)).items():
        codes = tuple(sorted({reference.code for reference in asked}))
        frame = read(Query(codes, under_id, ROWS[level], on=on, breakdown=breakdown))
        keys = {reference.code: reference.key for reference in asked}
        for cell in frame:
            found[cell.unit_id][keys[cell.measure]] = cell.value
    return found


def values_over(
    rules: list[NormRule], level: Level, under_id: int, periods: list[Period]
) -> Mapping[str, UnitValues]:
    """What the rules refer to, by code of the period; one question for all periods."""
    found: dict[str, dict[int, dict[str, Decimal | None]]] = {
        period.code: defaultdict(dict) for period in periods
    }
    for breakdown, asked in _by_breakdown(references(rules)).items():
        codes = tuple(sorted({reference.code for reference in asked}))
        query = Query(codes, under_id, ROWS[level], tuple(periods), breakdown=breakdown)
        keys = {reference.code: reference.key for reference in asked}
        for cell in _cells(query):
            found[cell.period.code][cell.unit_id][keys[cell.measure]] = cell.value
    return found


def _cells(query: Query) -> Iterable[Cell]:
    try:
        return read(query)
    except NotFound:
        # Periods before any unit is known: nobody can have reported, so nothing is measurable.
        return ()


def names(rules: list[NormRule]) -> dict[str, str]:
    """Vietnamese names of everything the rules refer to."""
    known = catalogue()
    return {reference.key: _name(known, reference) for reference in references(rules)}


def counters(rules: list[NormRule]) -> dict[str, str | None]:
    """By reference, the counter behind it; None where it is entered, computed or divided by a breakdown."""
    elements = catalogue().elements
    return {
        reference.key: (
            elements[reference.code].entry.counter
            if reference.code in elements and not reference.breakdown
            else None
        )
        for reference in references(rules)
    }


def _by_breakdown(asked: Iterable[Reference]) -> dict[str | None, list[Reference]]:
    found: dict[str | None, list[Reference]] = defaultdict(list)
    for reference in asked:
        found[reference.breakdown[0][1] if reference.breakdown else None].append(reference)
    return found


def _name(known: Catalogue, reference: Reference) -> str:
    if reference.code in known.elements:
        name = known.elements[reference.code].entry.vi
    elif reference.code in known.indicators:
        name = known.indicators[reference.code].vi
    else:
        name = reference.code
    options = [
        option.vi
        for dimension, value in reference.breakdown
        for option in known.breakdowns[dimension].options
        if option.code == value
    ]
    return f"{name} ({', '.join(options)})" if options else name
