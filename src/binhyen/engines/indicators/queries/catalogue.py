"""The loaded catalogue, remembered until it is loaded anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from threading import Lock
from typing import TypeVar

from django.db.models import QuerySet

from binhyen.engines.indicators.entries import (
    BreakdownEntry,
    CalendarEntry,
    CheckEntry,
    ElementEntry,
    IndicatorEntry,
    ReportEntry,
    StatedEntry,
)
from binhyen.engines.indicators.models import (
    Breakdown,
    BreakdownOption,
    CalendarDefinition,
    CatalogueRevision,
    CatalogueRow,
    Element,
    Indicator,
    IntegrityCheck,
    ReportDefinition,
    StatedFigureRow,
)
from binhyen.engines.indicators.rules.catalogue import (
    Catalogue,
    DefinitionInfo,
    ElementInfo,
)
from binhyen.kernel.entries import Entry
from binhyen.kernel.memory import once
from binhyen.kernel.periods import Calendar

E = TypeVar("E", bound=Entry)

_remembered: dict[str, Catalogue] = {}
_lock = Lock()


def catalogue() -> Catalogue:
    """Every element, indicator, report, check and calendar; retired ones stay readable.

    Cost: one statement when remembered, eight when not.
    """
    digest = once("indicators.revision", _newest_digest)
    with _lock:
        if digest not in _remembered:
            _remembered.clear()
            _remembered[digest] = _read(digest)
        return _remembered[digest]


def _newest_digest() -> str:
    return CatalogueRevision.objects.order_by("-id").values_list("digest", flat=True).first() or ""


def calendars() -> dict[str, Calendar]:
    """The calendars by code, for `kernel.periods.parse_period`."""
    return dict(catalogue().calendars)


def _read(digest: str) -> Catalogue:
    known_calendars = {
        code: CalendarEntry.model_validate(entry).calendar()
        for _, code, entry, _, _ in _rows(CalendarDefinition)
    }
    definitions = _definitions(known_calendars)
    return Catalogue(
        digest=digest,
        calendars=known_calendars,
        breakdowns=_entries(Breakdown, BreakdownEntry),
        elements=_elements(definitions.values()),
        indicators=_entries(Indicator, IndicatorEntry),
        definitions=definitions,
        checks=_entries(IntegrityCheck, CheckEntry, retired=False),
        stated=_entries(StatedFigureRow, StatedEntry),
    )


def _definitions(known_calendars: Mapping[str, Calendar]) -> dict[str, DefinitionInfo]:
    found = {}
    for number, code, content, retired, owner in _rows(ReportDefinition):
        entry = ReportEntry.model_validate(content)
        calendar = known_calendars[entry.calendar]
        found[code] = DefinitionInfo(number, entry, calendar, retired, owner)
    return found


def _elements(definitions: Iterable[DefinitionInfo]) -> dict[str, ElementInfo]:
    # A form still in use wins over a retired one that held the same element.
    carried_by = {
        element: definition.code
        for definition in sorted(definitions, key=lambda one: not one.retired)
        for element in definition.entry.elements
    }
    options: dict[str, dict[str, int]] = {}
    for breakdown, code, number in BreakdownOption.objects.order_by("id").values_list(
        "breakdown__code", "code", "id"
    ):
        options.setdefault(breakdown, {})[code] = number
    return {
        code: ElementInfo(
            number,
            entry := ElementEntry.model_validate(content),
            carried_by.get(code),
            options.get(entry.breakdown or "", {}),
            retired,
            owner,
        )
        for number, code, content, retired, owner in _rows(Element)
    }


def _entries(table: type[CatalogueRow], model: type[E], *, retired: bool = True) -> dict[str, E]:
    return {
        code: model.model_validate(content)
        for _, code, content, gone, _ in _rows(table)
        if retired or not gone
    }


def _rows(table: type[CatalogueRow]) -> Iterable[tuple[int, str, object, bool, int | None]]:
    return QuerySet(table).order_by("id").values_list("id", "code", "entry", "retired", "owner_id")
