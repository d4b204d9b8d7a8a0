"""The catalogue's folders with the shape of their entries, read once for all its tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from binhyen.engines.documents.entries import DocumentKindEntry, LegalTextEntry, MeasureEntry
from binhyen.engines.indicators.entries import (
    BreakdownEntry,
    CalendarEntry,
    CheckEntry,
    ElementEntry,
    HolidayYear,
    IndicatorEntry,
    ReportEntry,
    StatedEntry,
)
from binhyen.engines.norms.entries import NormEntry
from binhyen.engines.people.entries import PostEntry, ProgrammeEntry, QualificationEntry, RankEntry
from binhyen.features.rosters.entries import DutyEntry, ReliefEntry, SchemeEntry
from binhyen.features.staffing.workload_entries import ActivityEntry
from binhyen.foundation.access.entries import Permission, Role
from binhyen.kernel.entries import Entry, Source
from binhyen.kernel.yamlfile import Located, load_entry, load_located

CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue"
SHELVES: dict[str, type[Entry]] = {
    "activities": ActivityEntry,
    "breakdowns": BreakdownEntry,
    "calendars": CalendarEntry,
    "checks": CheckEntry,
    "document_kinds": DocumentKindEntry,
    "documents": LegalTextEntry,
    "duties": DutyEntry,
    "duty_reliefs": ReliefEntry,
    "duty_schemes": SchemeEntry,
    "elements": ElementEntry,
    "holidays": HolidayYear,
    "indicators": IndicatorEntry,
    "measures": MeasureEntry,
    "norms": NormEntry,
    "permissions": Permission,
    "posts": PostEntry,
    "qualifications": QualificationEntry,
    "ranks": RankEntry,
    "reports": ReportEntry,
    "roles": Role,
    "stated": StatedEntry,
}
ONE_PER_FILE = (
    "breakdowns",
    "calendars",
    "checks",
    "duty_schemes",
    "indicators",
    "measures",
    "norms",
    "reports",
    "roles",
)


@cache
def shelf(name: str) -> tuple[Located[Any], ...]:
    """All entries of a folder with their places."""
    return tuple(load_located(CATALOGUE / name, SHELVES[name]))


def entries(name: str) -> dict[str, Any]:
    """The entries of a folder by code, symbol or year."""
    return {key(place.entry): place.entry for place in shelf(name)}


def key(entry: Any) -> str:
    """What names an entry inside its folder."""
    return str(getattr(entry, "code", None) or getattr(entry, "symbol", None) or entry.year)


@cache
def programme() -> ProgrammeEntry:
    """The programme's borders."""
    return load_entry(CATALOGUE / "programme.yaml", ProgrammeEntry)


def sources(value: Any) -> Iterator[Source]:
    """Every source inside an entry, however deep."""
    if isinstance(value, Source):
        yield value
    elif isinstance(value, Entry):
        for name in type(value).model_fields:
            yield from sources(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from sources(item)
