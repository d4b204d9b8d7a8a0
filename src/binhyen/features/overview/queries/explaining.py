"""One figure opened: the engine's explanation, what was printed about it, and the same figure one level below."""

from __future__ import annotations

from datetime import date

from binhyen.engines.indicators.api import (
    By,
    Cell,
    Query,
    catalogue,
    explain,
    read,
    stated,
)
from binhyen.features.overview.queries.boards import ROWS, WORK
from binhyen.features.overview.rules.windows import closed_months
from binhyen.features.overview.types import Place, Why
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel.errors import Invalid
from binhyen.kernel.periods import Period


def why(actor: Actor, where: Place, measure: str, period: Period | None, as_of: date | None) -> Why:
    """Explain a figure of a place, over a period or on the place's day.

    A measure that only exists over periods is explained over its last closed month when none is named.

    Raises:
        Refused: the actor may not see figures there.
        NotFound: the catalogue has no such measure.
    """
    require(actor, "figures.view", where.unit.id, on=where.on)
    query = _query(where, measure, period, as_of)
    try:
        told = explain(query, where.unit.id)
    except Invalid:
        if period is not None:
            raise
        query = _query(where, measure, _last_closed(where, measure), as_of)
        told = explain(query, where.unit.id)
    printed = stated(measure, where.unit.id, period=period, on=where.on if period is None else None)
    return Why(told, printed, _below(where, query))


def _query(where: Place, measure: str, period: Period | None, as_of: date | None) -> Query:
    if period is None:
        return Query((measure,), where.unit.id, By.UNIT, on=where.on)
    return Query((measure,), where.unit.id, By.UNIT, (period,), as_of=as_of)


def _last_closed(where: Place, measure: str) -> Period:
    known = catalogue()
    calendar = known.calendars[known.calendar_code(measure)]
    return closed_months(
        where.on, calendar if calendar.kind == "months" else known.calendars[WORK], 1
    )[0]


def _below(where: Place, query: Query) -> list[Cell]:
    level = where.parts_level
    if level is None:
        return []
    indicator = catalogue().indicators.get(query.measures[0])
    if indicator is not None and level not in indicator.levels:
        return []
    asked = Query(query.measures, where.unit.id, ROWS[level], query.periods, query.on, where.on)
    return list(read(asked))
