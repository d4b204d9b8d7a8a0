"""Numbers with their names, units and sources, read from the engine of figures in a few questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.engines.indicators.api import (
    By,
    Catalogue,
    Cell,
    ElementInfo,
    Frame,
    Query,
    catalogue,
    read,
)
from binhyen.features.review.rules.deriving import natural_decimals
from binhyen.features.review.rules.measures import SLICES
from binhyen.features.review.rules.windows import as_period
from binhyen.features.review.types import Number, Subject, Window
from binhyen.foundation.access.api import Actor
from binhyen.kernel.expressions import parse

ROWS = {0: By.UNIT, 1: By.PROVINCE, 2: By.DISTRICT, 3: By.COMMUNE, None: By.UNIT}


LEVELS = {By.PROVINCE: 1, By.DISTRICT: 2, By.COMMUNE: 3}


@dataclass(frozen=True, slots=True)
class Answer:
    """Cells of several reads put together: rows of the parts, and the whole."""

    cells: tuple[Cell, ...]
    total_cells: tuple[Cell, ...]

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks for one subject.

    `as_of` None reads every report under the tree of its own days, which the engine of figures answers from its
    totals; a day carries all of them into the tree of that day, needed only where units changed parts.
    """

    actor: Actor
    subject: Subject
    as_of: date | None
    known: Catalogue

    @classmethod
    def of(cls, actor: Actor, subject: Subject, as_of: date | None) -> Reader:
        return cls(actor, subject, as_of, catalogue())

    def on(self, measures: Iterable[str], day: date, by: By = By.UNIT) -> Frame:
        """Figures counted from rows on a day; measures the catalogue or that level lacks are left out."""
        query = Query(self._wanted(measures, by), self.subject.unit_id, by, on=day)
        return read(query, self.actor)

    def over(
        self,
        measures: Iterable[str],
        windows: Sequence[Window],
        by: By = By.UNIT,
        breakdown: str | None = None,
    ) -> Answer:
        """Figures added up over windows; measures the catalogue or that level lacks are left out."""
        periods = tuple(as_period(window) for window in windows)
        frames = [
            read(
                Query(tuple(group), self.subject.unit_id, by, periods, None, self.as_of, breakdown),
                self.actor,
            )
            for group in asked_together(self.known, self._wanted(measures, by))
        ]
        return Answer(
            tuple(cell for frame in frames for cell in frame),
            tuple(cell for frame in frames for cell in frame.total_cells),
        )

    def totals(self, frame: Frame | Answer, as_of: str, option: str = "") -> dict[str, Number]:
        """The whole's numbers of one window or day, by measure."""
        return {
            cell.measure: self.number(cell, as_of, option)
            for cell in frame.total_cells
            if _belongs(cell, as_of)
        }

    def rows(self, frame: Frame | Answer, as_of: str) -> dict[int, dict[str, Number]]:
        """The parts' numbers of one window or day, by unit and measure."""
        found: dict[int, dict[str, Number]] = {}
        for cell in frame:
            if _belongs(cell, as_of):
                found.setdefault(cell.unit_id, {})[cell.measure] = self.number(cell, as_of)
        return found

    def number(self, cell: Cell, as_of: str, option: str = "") -> Number:
        """A cell with everything a reader needs to trust it."""
        label, unit, decimals = described(self.known, cell.measure)
        if cell.measure in self.known.elements and cell.value is not None:
            decimals = natural_decimals(cell.value, decimals)
        name = f"{cell.measure}[{option}]" if option else cell.measure
        whole = cell.unit_id == self.subject.unit_id
        return Number(
            id=f"{name}@{cell.unit_code}:{as_of}",
            label=f"{label}: {self.option_name(cell.measure, option)}" if option else label,
            value=cell.value,
            unit=unit,
            decimals=decimals,
            scope=cell.unit_code,
            scope_name=self.subject.name if whole else cell.unit_name,
            unit_id=cell.unit_id,
            as_of=as_of,
            source=source_of(self.known, cell.measure),
            measure=cell.measure,
            numerator=cell.numerator,
            denominator=cell.denominator,
            note=_gaps(cell),
        )

    def options(self, measure: str) -> list[str]:
        """Codes of the options of a sliced figure, in the catalogue's order."""
        dimension = self.known.breakdowns.get(SLICES[measure])
        return [option.code for option in dimension.options] if dimension else []

    def option_name(self, measure: str, code: str) -> str:
        """The Vietnamese name of an option."""
        options = self.known.breakdowns[SLICES[measure]].options
        return next(option.vi for option in options if option.code == code)

    def element(self, measure: str) -> ElementInfo | None:
        """The element a measure is, None for indicators."""
        return self.known.elements.get(measure)

    def _wanted(self, measures: Iterable[str], by: By) -> tuple[str, ...]:
        levels = {self.subject.level, LEVELS.get(by, self.subject.level)}
        indicators = self.known.indicators
        return tuple(
            measure
            for measure in measures
            if measure in self.known.elements
            or (measure in indicators and levels <= {*indicators[measure].levels})
        )


def asked_together(known: Catalogue, measures: Iterable[str]) -> list[list[str]]:
    """The measures in groups that one set of stored totals can answer: one report, all summed; others by themselves."""
    groups: dict[tuple[frozenset[str | None], bool], list[str]] = {}
    for measure in measures:
        elements = [known.elements[code] for code in _behind(known, measure)]
        forms = frozenset(element.definition for element in elements)
        summed = all(element.entry.time == "sum" for element in elements)
        groups.setdefault((forms, summed), []).append(measure)
    return list(groups.values())


def _behind(known: Catalogue, measure: str) -> set[str]:
    if measure in known.elements:
        return {measure}
    entry = known.indicators[measure]
    formulas = (entry.numerator, entry.denominator, entry.value)
    return {
        reference.code
        for formula in formulas
        if formula
        for reference in parse(formula).references()
    }


def described(known: Catalogue, measure: str) -> tuple[str, str, int]:
    """Name, unit and decimals of a figure, as the catalogue gives them."""
    entry = (
        known.elements[measure].entry if measure in known.elements else known.indicators[measure]
    )
    return entry.vi, entry.unit, entry.decimals


def source_of(known: Catalogue, measure: str) -> str:
    """How the figure comes about, in words."""
    element = known.elements.get(measure)
    if element is None:
        entry = known.indicators[measure]
        return f"Công thức {measure}: {entry.explain}"
    if element.counted:
        return "Đếm từ dữ liệu gốc (đơn vị, cán bộ, bố trí)"
    report = known.definitions.get(element.definition or "")
    return f"Cộng báo cáo đã duyệt: {report.entry.vi}" if report else "Báo cáo đã duyệt"


def _belongs(cell: Cell, as_of: str) -> bool:
    start, _, end = as_of.partition("..")
    if not end:
        return True
    return (str(cell.period.start), str(cell.period.end)) == (start, end)


def _gaps(cell: Cell) -> str:
    notes = []
    if cell.expected and not cell.complete:
        notes.append(f"có {cell.reported} trong {cell.expected} báo cáo phải có")
    if cell.pending:
        notes.append(f"{cell.pending} báo cáo chưa duyệt, không cộng")
    if cell.estimated:
        notes.append("có phần ước tính do chia đơn vị")
    return "; ".join(notes)
