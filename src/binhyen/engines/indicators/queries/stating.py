"""Figures as somebody printed them, each beside what the rows give for the same unit and day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from binhyen.engines.indicators.entries import StatedEntry
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.reading import read
from binhyen.engines.indicators.queries.windows import CIVIL
from binhyen.engines.indicators.types import By, Query, StatedFigure
from binhyen.engines.units.api import structure
from binhyen.kernel.errors import DomainError, NotFound
from binhyen.kernel.numbers import format_date
from binhyen.kernel.periods import Period, span


def stated(
    measure: str | None,
    unit_id: int,
    *,
    period: Period | None = None,
    on: date | None = None,
) -> list[StatedFigure]:
    """Stated figures of a unit, by date; each is computed for its own day or period, not for the one asked.

    Args:
        measure: code of an element or indicator; None is all that name one.
        period: only figures whose day lies in it.
        on: only figures of that day (or month, or year, where the source says no more).
    """
    entries = [
        entry
        for entry in catalogue().stated.values()
        if entry.measures is not None and measure in {None, entry.measures}
    ]
    chosen = [entry for entry in entries if _fits(entry, period, on) and _scope(entry) == unit_id]
    chosen.sort(key=lambda entry: (entry.as_of, entry.code))
    return [_beside(entry, unit_id) for entry in chosen]


def _fits(entry: StatedEntry, period: Period | None, on: date | None) -> bool:
    if period is not None:
        return period.contains(entry.as_of)
    if on is None:
        return True
    same = {"day": 3, "month": 2, "year": 1}[entry.precision]
    return entry.as_of.timetuple()[:same] == on.timetuple()[:same]


def _scope(entry: StatedEntry) -> int | None:
    try:
        tree = structure(entry.as_of)
        if entry.scope_level == 0:
            return tree.root.id
        return tree.by_code(entry.scope, entry.scope_level).id
    except NotFound:
        return None


def _beside(entry: StatedEntry, unit_id: int) -> StatedFigure:
    source = entry.source
    return StatedFigure(
        code=entry.code,
        measure=entry.measures or "",
        unit_id=unit_id,
        unit_name=structure(entry.as_of).get(unit_id).full_name,
        when=_when(entry),
        stated=entry.value,
        computed=_computed(entry, unit_id),
        source=source.document or source.text or source.url or "",
        source_on=entry.as_of,
        note=entry.note or "",
    )


def _when(entry: StatedEntry) -> str:
    if entry.period_from is None:
        return format_date(entry.as_of)
    return f"{format_date(entry.period_from)} → {format_date(entry.as_of)}"


def _computed(entry: StatedEntry, unit_id: int) -> Decimal | None:
    """The same figure from the rows; None when they cannot give it, for instance for a plan."""
    codes = (entry.measures or "",)
    if entry.nature in {"planned", "target"}:
        return None
    try:
        if entry.period_from is None:
            query = Query(codes, unit_id, By.UNIT, on=entry.as_of)
        else:
            window = span(CIVIL, entry.period_from, entry.as_of)
            query = Query(codes, unit_id, By.UNIT, periods=(window,))
        return read(query).cells[0].value
    except DomainError:
        # A stated figure may name what the rows of this installation cannot answer; it still stands as stated.
        return None
