"""A board in a fixed number of questions, whatever the number of units below."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from binhyen.engines.indicators.api import By, Catalogue, Frame, Query, catalogue, read
from binhyen.engines.norms.api import Findings, check, rules_in_force
from binhyen.engines.units.api import Level, unit_points
from binhyen.features.overview.rules import measures
from binhyen.features.overview.rules.windows import closed_months, two_years
from binhyen.features.overview.types import Board, Place
from binhyen.foundation.access.api import Actor, require

ROWS = {Level.PROVINCE: By.PROVINCE, Level.DISTRICT: By.DISTRICT, Level.COMMUNE: By.COMMUNE}
WORK = "admin"
"""The calendar of the monthly reports on work."""

JUDGED_AT_ONCE = 2500
"""Commune-level units one page judges by every norm: more than the largest province has, less than a country."""


def board(actor: Actor, where: Place, trend: str, *, as_was: bool = False) -> Board:
    """The figures of a place and of the units one level below.

    Args:
        actor: needs `figures.view` there.
        where: a country, province or district.
        trend: the measure whose course is shown.
        as_was: read each month in its own tree instead of the tree of the day.

    Raises:
        Refused: the actor may not see figures there.
        NotFound: the catalogue has no such measure.
    """
    require(actor, "figures.view", where.unit.id, on=where.on)
    known = catalogue()
    now, before = two_years(where.on, known.calendars[WORK])
    rows = ROWS.get(where.parts_level, By.UNIT) if where.parts_level else By.UNIT
    as_of = None if as_was else where.on
    day = Query(_known(known, measures.ON_DAY), where.unit.id, rows, on=where.on)
    over = Query(
        _known(known, measures.OVER_YEAR), where.unit.id, rows, (now, before), as_of=where.on
    )
    return Board(where, read(day), read(over), now, before, course(where, trend, as_of))


def course(where: Place, measure: str, as_of: date | None) -> Frame:
    """A measure month by month over the last two years, of the place alone."""
    known = catalogue()
    calendar = known.calendars[known.calendar_code(measure)]
    months = closed_months(
        where.on, calendar if calendar.kind == "months" else known.calendars[WORK]
    )
    return read(Query((measure,), where.unit.id, By.UNIT, tuple(months), as_of=as_of))


def funnel(where: Place) -> Frame:
    """The identity-card campaign of the last closed month, step by step.

    A month and not a year: its reports are daily, a year of a province would be two hundred thousand of them.
    """
    known = catalogue()
    (month,) = closed_months(where.on, known.calendars[WORK], 1)
    return read(
        Query(_known(known, measures.FUNNEL), where.unit.id, By.UNIT, (month,), as_of=where.on)
    )


def shade(where: Place, measure: str) -> Frame:
    """One figure of every unit that a map shows."""
    known, by = catalogue(), By.PROVINCE if map_level(where) == Level.PROVINCE else By.COMMUNE
    now, _ = two_years(where.on, known.calendars[WORK])
    if measure == measures.OFFICERS:
        return read(Query((measure,), where.unit.id, by, on=where.on))
    return read(Query((measure,), where.unit.id, by, (now,), as_of=where.on))


def findings(actor: Actor, where: Place, norms: Collection[str], *, since: bool) -> Findings | None:
    """What some rules say of the units below; None where there are too many to judge for one page.

    Raises:
        Refused: the actor may not see norms there.
    """
    communes = where.tree.at_level(Level.COMMUNE, where.unit.id)
    if len(communes) > JUDGED_AT_ONCE:
        return None
    return check(actor, where.unit.id, where.on, norms, since=since)


def points(where: Place) -> dict[int, tuple[float, float]]:
    """Where the units that a map shows lie."""
    return unit_points([unit.id for unit in where.tree.at_level(map_level(where), where.unit.id)])


def map_level(where: Place) -> Level:
    """A map of the country shows provinces, one of anything smaller communes: some hundred tiles at most."""
    return Level.PROVINCE if where.unit.level == Level.COUNTRY else Level.COMMUNE


def strength_norms(on: date) -> frozenset[str]:
    """The rules in force on numbers of officers."""
    return frozenset(rule.code for rule in rules_in_force(on) if rule.left == measures.OFFICERS)


def _known(known: Catalogue, wanted: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for code in wanted if code in known.elements or code in known.indicators)
