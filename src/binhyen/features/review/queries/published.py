"""Figures somebody published about the unit, each beside what the rows give for the same day or wave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from binhyen.engines.indicators.api import StatedEntry, StatedFigure, stated
from binhyen.engines.units.api import structure
from binhyen.features.review.queries.numbers import Reader
from binhyen.features.review.rules.windows import CALENDAR
from binhyen.features.review.types import Number, StatedPair, WaveLine, Window
from binhyen.kernel.errors import NotFound
from binhyen.kernel.numbers import format_date
from binhyen.kernel.periods import span

QUALIFIERS = {"about": "khoảng", "over": "hơn", "nearly": "gần", "at_least": "ít nhất"}
NATURES = {"planned": "kế hoạch", "target": "chỉ tiêu", "derived": "suy ra từ số đã công bố"}


def stated_pairs(reader: Reader, now: Window, waves: Sequence[WaveLine]) -> tuple[StatedPair, ...]:
    """Figures published about the unit up to the window's end, in the order of their days.

    A figure that names no measure of the catalogue but a stretch of days with waves in it is set beside the waves.
    """
    until_now = span(CALENDAR, date.min, now.end)
    computed = {one.code: one for one in stated(None, reader.subject.unit_id, period=until_now)}
    entries = [
        entry
        for entry in reader.known.stated.values()
        if entry.as_of <= now.end and _is_about(entry, reader)
    ]
    entries.sort(key=lambda entry: (entry.as_of, entry.code))
    return tuple(_pair(reader, entry, computed.get(entry.code), waves) for entry in entries)


def _is_about(entry: StatedEntry, reader: Reader) -> bool:
    if entry.scope_level != reader.subject.level:
        return False
    if entry.scope_level == 0:
        return True
    if entry.scope != reader.subject.code:
        return False
    try:
        bearer = structure(entry.as_of).by_code(entry.scope, entry.scope_level)
    except NotFound:
        return False
    return bearer.id == reader.subject.unit_id


def _pair(
    reader: Reader,
    entry: StatedEntry,
    found: StatedFigure | None,
    waves: Sequence[WaveLine],
) -> StatedPair:
    value = found.computed if found is not None else _from_waves(entry, waves)
    # Compared as printed: 33,758 beside a printed 33,76 is no difference.
    difference = None if value is None else round(value, _decimals(entry)) - entry.value
    said = Number(
        id=f"stated.{entry.code}",
        label=entry.vi,
        value=entry.value,
        unit=entry.unit,
        decimals=_decimals(entry),
        scope=reader.subject.code,
        scope_name=reader.subject.name,
        unit_id=reader.subject.unit_id,
        as_of=str(entry.as_of),
        source=_source(entry),
        kind="stated",
        difference=difference,
        note=entry.note or "",
    )
    words = [QUALIFIERS.get(entry.qualifier, ""), NATURES.get(entry.nature, "")]
    return StatedPair(
        stated=said,
        computed=None if value is None else _computed(said, entry, value),
        when=_when(entry),
        qualifier=", ".join(word for word in words if word),
        short_source=_short_source(entry),
    )


def _computed(said: Number, entry: StatedEntry, value: Decimal) -> Number:
    return replace(
        said,
        id=f"{said.id}.computed",
        label=f"Tính từ dữ liệu: {said.label}",
        value=value,
        kind="computed",
        source="Tính lại từ dữ liệu trong hệ thống cho cùng thời điểm",
        measure=entry.measures or "",
        note="",
    )


def _from_waves(entry: StatedEntry, waves: Sequence[WaveLine]) -> Decimal | None:
    """What the waves within the figure's days brought, when its unit says what was counted."""
    if entry.measures is not None or entry.period_from is None or entry.nature != "outcome":
        return None
    inside = [
        wave for wave in waves if entry.period_from <= wave.first_on and wave.last_on <= entry.as_of
    ]
    if entry.unit == "đợt":
        return Decimal(len(inside)) if inside else None
    if len(inside) != 1:
        return None
    counted = {"người": inside[0].officers.value, "đơn vị": inside[0].units.value}
    return counted.get(entry.unit)


def _when(entry: StatedEntry) -> str:
    if entry.period_from is None or entry.period_from == entry.as_of:
        return format_date(entry.as_of)
    return f"{format_date(entry.period_from)} đến {format_date(entry.as_of)}"


def _source(entry: StatedEntry) -> str:
    source = entry.source
    return "; ".join(part for part in (source.document, source.text, source.url) if part)


def _short_source(entry: StatedEntry) -> str:
    source = entry.source
    host = urlsplit(source.url).hostname if source.url else ""
    return source.document or source.text or (host or "").removeprefix("www.")


def _decimals(entry: StatedEntry) -> int:
    return max(entry.decimals, -min(0, int(entry.value.normalize().as_tuple().exponent)))
