"""The catalogue of figures in memory: every element, indicator, report and calendar by its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from binhyen.engines.indicators.entries import (
    BreakdownEntry,
    CheckEntry,
    ElementEntry,
    IndicatorEntry,
    Origin,
    ReportEntry,
    StatedEntry,
)
from binhyen.kernel.errors import N_, Invalid, NotFound
from binhyen.kernel.expressions import parse
from binhyen.kernel.periods import Calendar, Period, months_within, period_of
from binhyen.kernel.periods import following as period_after

LISTED = 12


@dataclass(frozen=True, slots=True)
class ElementInfo:
    """An element with its numbers.

    Attributes:
        definition: the code of the one report that carries it.
        owner_id: the province that defined it; None is the common catalogue's.
    """

    id: int
    entry: ElementEntry
    definition: str | None
    option_ids: Mapping[str, int]
    retired: bool = False
    owner_id: int | None = None

    @property
    def code(self) -> str:
        return self.entry.code

    @property
    def counted(self) -> bool:
        """Whether the system counts it from rows, so that nobody enters it."""
        return self.entry.origin is Origin.COUNTED

    def key(self, option: str | None = None) -> str:
        """The key of a value inside a report's row.

        Raises:
            Invalid: the element is not divided that way.
        """
        if option is None:
            return str(self.id)
        if option not in self.option_ids:
            raise Invalid(
                N_("Chỉ tiêu {element} không có phân tổ “{option}”; các mục: {known}."),
                element=self.code,
                option=option[:60],
                known=", ".join(self.option_ids) or "không phân tổ",
            )
        return f"{self.id}.{self.option_ids[option]}"

    def reference(self, option: str | None = None) -> str:
        """How formulas write the element, or one option of its breakdown."""
        return self.code if option is None else f"{self.code}[{self.entry.breakdown}={option}]"

    def value_keys(self) -> Iterator[tuple[str, str | None]]:
        """Every key the element may have, with its option's code."""
        yield str(self.id), None
        for option, number in self.option_ids.items():
            yield f"{self.id}.{number}", option


@dataclass(frozen=True, slots=True)
class DefinitionInfo:
    """A report definition with its number; `owner_id` is the province that defined it, None the common catalogue."""

    id: int
    entry: ReportEntry
    calendar: Calendar
    retired: bool = False
    owner_id: int | None = None

    @property
    def code(self) -> str:
        return self.entry.code

    def has(self, period: Period) -> bool:
        """Whether reports of this definition are made over such a period."""
        return (period.calendar.code, period.kind) == (self.calendar.code, self.entry.kind)

    def made_over(self, period: Period) -> bool:
        """Whether the form was in use when such a period began."""
        first, end = self.entry.valid_from, self.entry.valid_to
        begun = first is None or first <= period.start
        return self.has(period) and begun and (end is None or period.start < end)

    def periods_within(self, window: Period) -> list[Period]:
        """The report periods whose last day lies in the window, ascending; the window itself when it is one."""
        if self.has(window):
            return [window]
        if self.entry.kind == "month":
            return months_within(window, self.calendar)
        if self.entry.kind in {"nine_months", "span", "conference"}:
            return []
        return list(self._longer_within(window))

    def _longer_within(self, window: Period) -> Iterator[Period]:
        period = period_of(window.start, self.calendar, self.entry.kind)
        while period.last_day < window.end:
            if period.last_day >= window.start:
                yield period
            period = period_after(period)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the engine knows of figures, by code."""

    digest: str
    calendars: Mapping[str, Calendar]
    breakdowns: Mapping[str, BreakdownEntry]
    elements: Mapping[str, ElementInfo]
    indicators: Mapping[str, IndicatorEntry]
    definitions: Mapping[str, DefinitionInfo]
    checks: Mapping[str, CheckEntry]
    stated: Mapping[str, StatedEntry]

    def element(self, code: str) -> ElementInfo:
        """The element of a code.

        Raises:
            NotFound: the catalogue has no such element.
        """
        try:
            return self.elements[code]
        except KeyError:
            raise NotFound(
                N_("Không có chỉ tiêu “{name}”. Gần giống: {near}."),
                name=code[:80],
                near=_near(code, self.elements),
            ) from None

    def definition(self, code: str) -> DefinitionInfo:
        """The report definition of a code.

        Raises:
            NotFound: the catalogue has no such report.
        """
        try:
            return self.definitions[code]
        except KeyError:
            raise NotFound(
                N_("Không có mẫu báo cáo “{name}”; các mẫu: {known}."),
                name=code[:80],
                known=", ".join(self.definitions) or "chưa nạp danh mục",
            ) from None

    def calendar_code(self, measure: str) -> str:
        """The calendar meant when a period names none: the one of the first report a measure draws on."""
        indicator = self.indicators.get(measure)
        texts = (
            [measure]
            if indicator is None
            else [indicator.numerator, indicator.denominator, indicator.value]
        )
        for text in texts:
            for reference in parse(text).mentions() if text else ():
                element = self.elements.get(reference.code)
                if element is not None and element.definition is not None:
                    return self.definitions[element.definition].calendar.code
        return "calendar"


def _near(code: str, known: Iterable[str]) -> str:
    stem = code.rpartition(".")[0] or code
    near = [candidate for candidate in known if candidate.startswith(stem)]
    return ", ".join(near[:LISTED]) or "không có; xem danh mục elements"
