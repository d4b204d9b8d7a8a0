"""`grid`: any measures, rows, periods and structure as arrays, the same numbers as `read` gives cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.grids.adding import Adding, separable
from binhyen.engines.indicators.queries.grids.answers import Held, remembered, state_of
from binhyen.engines.indicators.queries.grids.filling import Filling
from binhyen.engines.indicators.queries.grids.loading import load_forms, load_waiting
from binhyen.engines.indicators.queries.groupings import under_exists
from binhyen.engines.indicators.queries.reading import (
    Reading,
    computed_at,
    refuse_outsider,
)
from binhyen.engines.indicators.queries.trees import LEVELS
from binhyen.engines.indicators.queries.windows import windows_of
from binhyen.engines.indicators.rules.catalogue import Catalogue
from binhyen.engines.indicators.rules.grids import Cells, Grid, GridQuery
from binhyen.engines.indicators.rules.measures import Measure
from binhyen.engines.indicators.rules.measures import measure as measure_of
from binhyen.engines.indicators.types import By
from binhyen.engines.units.api import StructureUnit
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.memory import remembering

LARGEST = 6_000_000
"""Cells in one answer; a whole country's communes over four years are half a million a measure."""

Rows = tuple[Mapping[int, StructureUnit], ...]


def grid(query: GridQuery, actor: Actor | None = None) -> Grid:
    """Figures of units under one unit, as arrays measure × unit × period.

    Time, missing and refusals: as `read`. Cost: a fixed number of statements whatever is asked; sums are remembered
    by period until its stamp changes, so a warm answer costs additions over rows, not over communes.

    Raises:
        NotFound: unknown measure; the unit was not in force in the structure, or is outside the actor's scope.
        RuleBroken: rows by district where there are none, or of a level above the unit.
        Invalid: no period, an indicator that is not computed at the level of the rows, or too many cells.
    """
    with remembering():
        known = catalogue()
        measures = [_measure(known, code, query.breakdown) for code in query.measures]
        windows = windows_of(query.query(), known, measures)
        refuse_outsider(query.query(), windows, actor)
        return _Answer(
            query, known, measures, Reading(query.query(), known, measures, windows)
        ).remembered()


class _Answer:
    """One grid being put together."""

    def __init__(
        self, query: GridQuery, known: Catalogue, measures: Sequence[Measure], reading: Reading
    ) -> None:
        self.query, self.known, self.measures, self.reading = query, known, measures, reading
        self.windows = reading.windows
        codes = [code for measure in measures for code in _definitions(measure)]
        self.forms = load_forms(known, dict.fromkeys(codes), self.windows)
        self.waiting = load_waiting(self.forms)

    def remembered(self) -> Grid:
        """The grid, from memory where all it is made of bears a stamp."""
        sources = self.reading.sources
        if sources.counts_rows:
            return self.grid()
        held = Held(self.known, (tree for window in self.windows for tree in sources.trees(window)))
        return remembered(self.query, state_of(self.forms, self.waiting), held, self.grid)

    def grid(self) -> Grid:
        """The grid, put together."""
        query = self.query
        names = self._rows(query.by)
        if not any(names):
            days = [window.as_of or window.last_day for window in self.windows]
            under_exists(query.under_id, days, self.reading.sources.forest)
        units = _in_order(names)
        _refuse_too_many(len(self.measures) * len(units) * len(self.windows))
        cells = self._cells(query.by, names, units, refuse=True)
        whole = names if query.by is By.UNIT else self._rows(By.UNIT)
        totals = (
            cells
            if query.by is By.UNIT
            else self._cells(By.UNIT, whole, _in_order(whole), refuse=False)
        )
        return Grid(query, units, names, cells, totals, self.reading.months_used())

    def _rows(self, by: By) -> Rows:
        """Each window's rows; windows in the same trees share one mapping."""
        met: dict[tuple[int, ...], Mapping[int, StructureUnit]] = {}
        found = []
        for window in self.windows:
            trees = self.reading.sources.trees(window)
            key = tuple(id(tree) for tree in trees)
            if key not in met:
                met[key] = {
                    unit.id: unit for tree in trees for unit in tree.rows(self.query.under_id, by)
                }
            found.append(met[key])
        return tuple(found)

    def _cells(self, by: By, names: Rows, units: Sequence[StructureUnit], *, refuse: bool) -> Cells:
        ids = np.array([unit.id for unit in units], dtype=np.int64)
        levels = {unit.level for unit in units}
        fitting = computed_at(self.measures, levels, refuse=refuse)
        inside = _inside(names, ids)
        found = Cells.empty(len(self.measures), len(units), len(self.windows))
        if not len(units):
            return found
        adding = Adding(
            self.forms,
            self.windows,
            self.reading.sources.forest,
            ids,
            LEVELS[by] if by is not By.UNIT else next(iter(levels)),
            self.waiting,
        )
        filling = Filling(found, inside, adding)
        fits = {id(measure) for measure in fitting}
        elements = []
        for place, measure in enumerate(self.measures):
            if id(measure) not in fits:
                continue
            if not separable(measure, self.windows, self.forms):
                filling.tallied(place, measure, self.reading, by)
            elif measure.indicator is not None:
                filling.indicator(place, measure)
            else:
                elements.append((place, measure))
        filling.elements(elements)
        return found


def _measure(known: Catalogue, text: str, breakdown: str | None) -> Measure:
    """The measure of a code, or of `element[option]` or `element[dimension=option]`."""
    code, bracket, rest = text.partition("[")
    if not bracket:
        return measure_of(known, code, breakdown)
    return measure_of(known, code, rest.rstrip("]").rpartition("=")[2])


def _definitions(measure: Measure) -> list[str]:
    return [
        wanted.element.definition
        for wanted in measure.inputs
        if wanted.element.definition is not None and not wanted.element.counted
    ]


def _in_order(names: Rows) -> tuple[StructureUnit, ...]:
    newest: dict[int, StructureUnit] = {}
    last = {id(rows): place for place, rows in enumerate(names)}
    for place in sorted(last.values()):
        newest |= names[place]
    return tuple(sorted(newest.values(), key=lambda unit: (unit.code, unit.id)))


def _inside(names: Rows, ids: np.ndarray) -> np.ndarray:
    """Which unit has a row in which period."""
    found = np.zeros((len(ids), len(names)), dtype=np.bool_)
    met: dict[int, np.ndarray] = {}
    for place, rows in enumerate(names):
        if id(rows) not in met:
            met[id(rows)] = np.isin(ids, np.fromiter(rows, dtype=np.int64, count=len(rows)))
        found[:, place] = met[id(rows)]
    return found


def _refuse_too_many(cells: int) -> None:
    if cells > LARGEST:
        raise Invalid(
            N_("Câu hỏi có {cells} ô, tối đa {largest}: hãy bớt chỉ tiêu, kỳ hoặc đơn vị."),
            cells=cells,
            largest=LARGEST,
        )
