"""A question answered as a table: rows and columns in order, figures made only where they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np

from binhyen.engines.indicators.api import By, catalogue
from binhyen.features.analysis.entries import AnalysisEntry
from binhyen.features.analysis.queries.figures import Figures, figures_of
from binhyen.features.analysis.queries.hiding import hidden_spots
from binhyen.features.analysis.queries.standards import measure_info, standards
from binhyen.features.analysis.queries.targets import aims_for
from binhyen.features.analysis.rules.judging import judge, year_of
from binhyen.features.analysis.rules.naming import period_short
from binhyen.features.analysis.rules.spans import compared
from binhyen.features.analysis.rules.telling import told_change
from binhyen.features.analysis.types import (
    TOTAL,
    Against,
    Aim,
    Axis,
    Change,
    Dimension,
    Figure,
    Line,
    MeasureInfo,
    Member,
    Question,
    Spot,
    Verdict,
)
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import named
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.periods import Period
from binhyen.kernel.text import sort_key

WHOLE = "all"
Rows = list[tuple[int, ...]]


@dataclass(slots=True)
class Pivot:
    """The answer: `members` by dimension, the places of rows and columns, and the figure at any spot.

    Attributes:
        rows: for each row the places of its members, in the order of `row_dimensions`; sorted, not cut into pages.
        filters: the spot every figure starts from.
    """

    question: Question
    infos: tuple[MeasureInfo, ...]
    limits: AnalysisEntry
    figures: Figures
    members: Mapping[Dimension, tuple[Member, ...]]
    aims: Mapping[tuple[str, int, int], Aim]
    filters: Spot
    rows: Rows = field(default_factory=list)
    hidden: frozenset[Spot] = frozenset()

    @property
    def row_dimensions(self) -> tuple[Dimension, ...]:
        return self._on(Axis.ROWS)

    @property
    def column_dimensions(self) -> tuple[Dimension, ...]:
        return self._on(Axis.COLUMNS)

    def columns(self) -> list[Line]:
        """All columns; units end with the whole."""
        dimensions = self.column_dimensions
        return [
            self._line(dimensions, places)
            for places in product(*self.places(dimensions, total=True))
        ]

    def lines(self, start: int = 0, count: int | None = None) -> list[Line]:
        """A page of rows."""
        stop = len(self.rows) if count is None else start + count
        return [self._line(self.row_dimensions, places) for places in self.rows[start:stop]]

    def foot(self) -> list[Line]:
        """The lines of the whole; none unless units are rows."""
        if Dimension.UNIT not in self.row_dimensions or self.question.by is By.UNIT:
            return []
        lists = [
            [TOTAL] if one is Dimension.UNIT else list(range(len(self.members[one])))
            for one in self.row_dimensions
        ]
        return [self._line(self.row_dimensions, places) for places in product(*lists)]

    def spot(self, row: Line, column: Line) -> Spot:
        """Where a row and a column cross."""
        return column.place(row.place(self.filters))

    def figure(self, spot: Spot) -> Figure:
        """The figure at a spot; hidden where it would tell of single persons."""
        if spot in self.hidden:
            return Figure(None, hidden=True)
        return self.figures.figure(spot.measure, spot.option, spot.unit, spot.period)

    def change(self, spot: Spot) -> Change | None:
        """The figure beside the one it is compared with."""
        info, period = self.infos[spot.measure], self.question.periods[spot.period]
        earlier = compared(period, self.question.against.value)
        at = self.figures.place_of(earlier)
        if earlier is None or at is None or (self.question.public and info.persons):
            return None
        before = self.figures.figure(spot.measure, spot.option, spot.unit, at)
        days = period.days, earlier.days
        return told_change(info, self.figure(spot), before, days, self.limits.small_count)

    def verdict(self, spot: Spot) -> Verdict | None:
        """The figure beside its target; None without one, or for a part of a breakdown."""
        if not self.question.targets or self.question.options[spot.option] is not None:
            return None
        period = self.question.periods[spot.period]
        code = self.question.measures[spot.measure]
        aim = self.aims.get((code, self.unit_id(spot), year_of(period)))
        return (
            None if aim is None else judge(self.infos[spot.measure], self.figure(spot), aim, period)
        )

    def unit_id(self, spot: Spot) -> int:
        """The unit a figure is about."""
        return (
            self.question.unit.id if spot.unit == TOTAL else self.figures.grid.units[spot.unit].id
        )

    def member(self, dimension: Dimension, at: int) -> Member:
        """A member by its place; the whole stands at TOTAL."""
        if dimension is Dimension.UNIT and at == TOTAL:
            unit = self.question.unit
            return Member(TOTAL, WHOLE, unit.full_name, unit.name)
        return self.members[dimension][at]

    def _on(self, axis: Axis) -> tuple[Dimension, ...]:
        return tuple(one for one in Dimension if self.question.places[one] is axis)

    def places(self, dimensions: Sequence[Dimension], *, total: bool) -> Iterator[list[int]]:
        for one in dimensions:
            places = list(range(len(self.members[one])))
            whole = total and one is Dimension.UNIT and self.question.by is not By.UNIT
            yield [*places, TOTAL] if whole else places

    def _line(self, dimensions: Sequence[Dimension], places: Sequence[int]) -> Line:
        pairs = list(zip(dimensions, places, strict=True))
        members = tuple(self.member(*pair) for pair in pairs)
        return Line("_".join(str(at) for at in places), members, dict(pairs))


def pivot(actor: Actor | None, question: Question) -> Pivot:
    """Answer a question; the engine is asked once, whatever the number of figures.

    Raises:
        NotFound: the unit is outside the actor's scope, or a measure is unknown.
        Invalid: too many columns, or an indicator that is not computed at the level of the rows.
    """
    infos = tuple(measure_info(code) for code in question.measures)
    earlier = _earlier(question)
    figures = figures_of(question, earlier, [info.decimals for info in infos], actor)
    members = _members(question, infos, figures)
    aims = aims_for(question, [unit.id for unit in figures.grid.units]) if question.targets else {}
    found = Pivot(question, infos, standards(), figures, members, aims, Spot())
    found.filters = _filters(question, members)
    _refuse_wide(found)
    if question.public:
        found.hidden = hidden_spots(question, infos, figures, found.limits)
    found.rows = _sorted(found, list(product(*found.places(found.row_dimensions, total=False))))
    return found


def _earlier(question: Question) -> list[Period]:
    if question.against is Against.NOTHING:
        return []
    found = (compared(period, question.against.value) for period in question.periods)
    return [period for period in found if period is not None]


def _members(
    question: Question, infos: Sequence[MeasureInfo], figures: Figures
) -> dict[Dimension, tuple[Member, ...]]:
    return {
        Dimension.UNIT: tuple(
            Member(at, str(unit.id), unit.full_name, unit.name, unit.code)
            for at, unit in enumerate(figures.grid.units)
        ),
        Dimension.MEASURE: tuple(
            Member(at, info.code, info.label, info.short, info.unit)
            for at, info in enumerate(infos)
        ),
        Dimension.OPTION: tuple(
            Member(at, code or WHOLE, label, label)
            for at, (code, label) in enumerate(_options(question))
        ),
        Dimension.PERIOD: tuple(
            Member(at, str(period), period.label(), period_short(period))
            for at, period in enumerate(question.periods)
        ),
    }


def _options(question: Question) -> list[tuple[str | None, str]]:
    labels = {
        one.code: named(one)
        for breakdown in catalogue().breakdowns.values()
        for one in breakdown.options
    }
    return [(code, labels.get(code, code) if code else "") for code in question.options]


def _filters(question: Question, members: Mapping[Dimension, tuple[Member, ...]]) -> Spot:
    """Where dimensions that are filters stand: the member chosen, else the whole, the first or the newest."""
    spot = Spot(period=len(question.periods) - 1)
    for dimension, key in question.chosen.items():
        at = next((member.at for member in members[dimension] if member.key == key), None)
        spot = spot if at is None else spot.at(dimension, at)
    return spot


def _refuse_wide(found: Pivot) -> None:
    sizes = [len(found.members[one]) for one in found.column_dimensions]
    count = int(np.prod(sizes)) if sizes else 1
    if count > found.limits.most_columns:
        raise Invalid(
            N_(
                "Bảng sẽ có {count} cột, nhiều nhất là {most}; hãy đưa bớt chiều sang dòng hoặc lọc."
            ),
            count=count,
            most=found.limits.most_columns,
        )


def _sorted(found: Pivot, rows: Rows) -> Rows:
    """Rows by a column: units too small to rank stand apart below, by name, and missing figures last."""
    key = found.question.sort
    columns = {line.key: line for line in found.columns()} if key else {}
    if key.lstrip("-") == "name":
        return sorted(rows, key=lambda places: _name(found, places), reverse=key.startswith("-"))
    column = columns.get(key.lstrip("-"))
    if column is None:
        return rows
    values = _values(found, rows, column)
    small = _small(found, rows, column, values)
    ranked = [at for at in range(len(rows)) if not np.isnan(values[at]) and not small[at]]
    ranked.sort(key=lambda at: values[at], reverse=key.startswith("-"))
    apart = sorted(
        (at for at in range(len(rows)) if small[at]), key=lambda at: _name(found, rows[at])
    )
    missing = [at for at in range(len(rows)) if np.isnan(values[at])]
    return [rows[at] for at in (*ranked, *apart, *missing)]


def _name(found: Pivot, places: Sequence[int]) -> tuple[object, ...]:
    members = (found.member(*pair) for pair in zip(found.row_dimensions, places, strict=True))
    return tuple(sort_key(member.label) for member in members)


def _values(found: Pivot, rows: Rows, column: Line) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The values of one column, without making a figure of each."""
    spots = [column.place(_at(found, places)) for places in rows]
    cells, totals, options = (
        found.figures.grid.cells,
        found.figures.grid.totals,
        found.figures.options,
    )
    values = np.array([
        totals.value[spot.measure * options + spot.option, 0, spot.period]
        if spot.unit == TOTAL
        else cells.value[spot.measure * options + spot.option, spot.unit, spot.period]
        for spot in spots
    ])  # fmt: skip
    # The order would tell of what is hidden.
    values[[spot in found.hidden for spot in spots]] = np.nan
    return values


def _small(
    found: Pivot, rows: Rows, column: Line, values: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> list[bool]:
    measures = [column.place(_at(found, places)).measure for places in rows]
    least = found.limits.small_count
    return [
        found.infos[measure].counted and bool(0 <= value < least)
        for measure, value in zip(measures, values, strict=True)
    ]


def _at(found: Pivot, places: Sequence[int]) -> Spot:
    spot = found.filters
    for dimension, place in zip(found.row_dimensions, places, strict=True):
        spot = spot.at(dimension, place)
    return spot


def narrowed(question: Question, **changed: object) -> Question:
    """The same question with parts changed."""
    return replace(question, **changed)  # type: ignore[arg-type]  # names and types are the question's own
