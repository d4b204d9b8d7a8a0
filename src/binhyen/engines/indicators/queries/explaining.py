"""Why a figure is what it is: its formula in words, its inputs, and the reports behind each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from binhyen.engines.indicators.entries import ElementEntry, IndicatorEntry
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.groupings import Grouping
from binhyen.engines.indicators.queries.provenance import with_provenance
from binhyen.engines.indicators.queries.reading import Reading, narrowed, refuse_outsider
from binhyen.engines.indicators.queries.tallying import Selection, chosen_pairs, selections_of
from binhyen.engines.indicators.queries.windows import Window, windows_of
from binhyen.engines.indicators.rules.cubes import apportioned
from binhyen.engines.indicators.rules.measures import Input, Measure, measure, parsed
from binhyen.engines.indicators.rules.values import unscaled
from binhyen.engines.indicators.types import By, Cell, Explanation, Query, SourceValue
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor
from binhyen.kernel.entries import Source
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.numbers import format_number
from binhyen.kernel.periods import Period

SOURCES_TOLD = 50


def explain(query: Query, unit_id: int, actor: Actor | None = None) -> Explanation:
    """The reasons of one figure: the query's only measure and period, for one unit.

    Shape: for an indicator one input per element of its formula, each with its own sources; at most 50 sources
        and 50 names of units that did not report, the rest counted.

    Raises:
        Invalid: several measures or periods at once.
        NotFound: as `read`.
    """
    if len(query.measures) != 1 or len(query.periods) > 1:
        raise Invalid(N_("Mỗi lần chỉ giải thích một chỉ số trong một kỳ."))
    known = catalogue()
    asked = narrowed(query, unit_id)
    wanted = measure(known, query.measures[0], query.breakdown)
    windows = windows_of(asked, known, [wanted])
    refuse_outsider(asked, windows, actor)
    reading = Reading(asked, known, [wanted], windows)
    cell = reading.cells(By.UNIT)[0]
    return _Explaining(reading, windows[0], wanted).explanation(cell)


@dataclass(frozen=True, slots=True)
class _Explaining:
    reading: Reading
    window: Window
    measure: Measure

    def explanation(self, cell: Cell) -> Explanation:
        selections = selections_of(self.measure, self.window, self.reading.sources.forms())
        inputs = [self._input(wanted, selections, cell) for wanted in self.measure.inputs]
        if self.measure.indicator is None:
            return inputs[0]
        absent = [name for one in inputs[:1] for name in one.not_reported]
        return Explanation(
            label=_label(self.measure.indicator.vi, cell),
            cell=cell,
            words=_formula_words(self.measure, inputs),
            legal_source=_cited(self.measure.indicator.source),
            inputs=tuple(inputs),
            not_reported=tuple(absent),
            more_not_reported=inputs[0].more_not_reported if inputs else 0,
        )

    def _input(self, wanted: Input, selections: dict[str, Selection], cell: Cell) -> Explanation:
        selection = selections.get(wanted.element.definition or "")
        if wanted.element.counted or selection is None:
            sources, absent = list(self._counted(wanted)), []
        else:
            sources = list(self._entered(wanted, selection))
            absent = self._not_reported(selection)
        sources.sort(key=lambda source: (-abs(source.counted), source.unit_code, source.period))
        told = with_provenance(sources[:SOURCES_TOLD], wanted, self.window)
        total = sum((source.counted for source in sources), Decimal(0)) if sources else None
        part = cell if self.measure.indicator is None else _input_cell(cell, wanted, total)
        return Explanation(
            label=_label(_name(wanted), cell),
            cell=part,
            words=_sum_words(wanted, sources, part),
            legal_source=_cited(wanted.element.entry.source),
            sources=tuple(told),
            more=max(0, len(sources) - SOURCES_TOLD),
            not_reported=tuple(absent[:SOURCES_TOLD]),
            more_not_reported=max(0, len(absent) - SOURCES_TOLD),
        )

    def _entered(self, wanted: Input, selection: Selection) -> Iterator[SourceValue]:
        values, chosen = chosen_pairs(wanted, selection, self.measure)
        units = selection.cube.units
        for row, component in enumerate(selection.components):
            grouped = self.reading.group(self.window.tree_day(component), By.UNIT, units)
            for place in np.flatnonzero(chosen[row]).tolist():
                counted, estimated = _counted_part(grouped, place, int(values[row, place]))
                if counted is not None:
                    yield self._source(
                        wanted,
                        int(units[place]),
                        component,
                        (int(values[row, place]), counted),
                        estimated=estimated,
                    )

    def _counted(self, wanted: Input) -> Iterator[SourceValue]:
        cube = self.reading.sources.counted(self.measure, self.window).get(wanted.column)
        if cube is None:
            return
        grouped = self.reading.group(self.window.as_of or self.window.last_day, By.UNIT, cube.units)
        for place in np.flatnonzero(cube.values[wanted.column][0]).tolist():
            value = int(cube.values[wanted.column][0, place])
            counted, estimated = _counted_part(grouped, place, value)
            if counted is not None:
                yield self._source(
                    wanted,
                    int(cube.units[place]),
                    self.window.period,
                    (value, counted),
                    estimated=estimated,
                )

    def _source(
        self,
        wanted: Input,
        unit_id: int,
        period: Period,
        amounts: tuple[int, int],
        *,
        estimated: bool,
    ) -> SourceValue:
        tree = structure(period.last_day)
        unit = (tree if unit_id in tree else structure(period.start)).get(unit_id)
        return SourceValue(
            unit_id=unit_id,
            unit_code=unit.code,
            unit_name=unit.full_name,
            period=period.code,
            value=unscaled(wanted.element, amounts[0]),
            counted=unscaled(wanted.element, amounts[1]),
            estimated=estimated,
        )

    def _not_reported(self, selection: Selection) -> list[str]:
        names = []
        for row, component in enumerate(selection.components):
            grouped = self.reading.group(
                self.window.tree_day(component), By.UNIT, selection.cube.units
            )
            tree = structure(component.last_day)
            missing = selection.expected[row] & ~selection.present[row] & (grouped.row_of >= 0)
            for unit_id in selection.cube.units[missing].tolist():
                name = tree.get(unit_id).full_name
                names.append(
                    name if len(selection.components) == 1 else f"{name} ({component.code})"
                )
        return names


def _counted_part(grouped: Grouping, place: int, value: int) -> tuple[int | None, bool]:
    """How much of a unit's value went into the one row, and whether that is an estimate; None when nothing did."""
    if place in grouped.divided:
        parts = apportioned(value, grouped.divided[place])
        inside = [(amount, part.estimated) for part, amount in parts if part.row >= 0]
        return sum(amount for amount, _ in inside), any(estimated for _, estimated in inside)
    if grouped.row_of[place] < 0:
        return None, False
    return value, bool(grouped.estimated[place])


def _input_cell(cell: Cell, wanted: Input, total: Decimal | None) -> Cell:
    return replace(
        cell,
        measure=wanted.element.code,
        breakdown=wanted.option,
        value=total,
        numerator=None,
        denominator=None,
        estimated_part=Decimal(0),
        missing=None if total is not None else cell.missing,
    )


def _formula_words(measure: Measure, inputs: Sequence[Explanation]) -> str:
    entry = measure.indicator
    if entry is None:
        return ""
    text = entry.value or _ratio(entry)
    labels = {wanted.reference: _name(wanted) for wanted in measure.inputs}
    values = {
        wanted.reference: part.cell.value
        for wanted, part in zip(measure.inputs, inputs, strict=True)
    }
    words = parsed(text).explain(labels, values, decimals=entry.decimals)
    return f"{words} {entry.unit}"


def _ratio(entry: IndicatorEntry) -> str:
    ratio = f"({entry.numerator}) / ({entry.denominator})"
    return ratio if entry.factor == 1 else f"{ratio} * {entry.factor.normalize():f}"


def _sum_words(wanted: Input, sources: Sequence[SourceValue], cell: Cell) -> str:
    entry = wanted.element.entry
    if cell.value is None:
        return "chưa có số liệu đã duyệt"
    amount = f"{format_number(cell.value)} {entry.unit}"
    units = len({source.unit_id for source in sources})
    if wanted.element.counted:
        return f"Hệ thống đếm ({entry.counter}) ở {units} đơn vị = {amount}"
    how = "Cộng" if wanted.summed else "Số cuối kỳ của"
    return f"{how} {len(sources)} giá trị đã duyệt của {units} đơn vị = {amount}"


def _name(wanted: Input) -> str:
    entry: ElementEntry = wanted.element.entry
    return entry.vi if wanted.option is None else f"{entry.vi} ({wanted.option})"


def _label(name: str, cell: Cell) -> str:
    return f"{name} — {cell.unit_name}, {cell.period.label()}"


def _cited(source: Source) -> str:
    clause = f"{source.clause} " if source.clause else ""
    return f"{clause}{source.document}" if source.document else source.text or source.url or ""
