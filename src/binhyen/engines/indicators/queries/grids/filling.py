"""Filling the arrays of a grid: elements all at once, indicators one by one, the rest as `read` tallies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from binhyen.engines.indicators.queries.grids.adding import (
    Adding,
    Block,
    by_definition,
    input_sums,
)
from binhyen.engines.indicators.queries.reading import Reading
from binhyen.engines.indicators.rules.computing import (
    InputSums,
    estimated_parts,
    figures,
    unscaled_all,
)
from binhyen.engines.indicators.rules.cubes import Ints
from binhyen.engines.indicators.rules.grids import Cells, Floats, Marks, missing_code
from binhyen.engines.indicators.rules.measures import Measure
from binhyen.engines.indicators.types import By, Missing


@dataclass(frozen=True, slots=True, eq=False)
class Filling:
    """Cells being filled; `inside` tells which unit has cells in which period."""

    cells: Cells
    inside: Marks
    adding: Adding

    def elements(self, wanted: Sequence[tuple[int, Measure]]) -> None:
        """Elements at (place), by definition, all columns of one in one go."""
        by_form: dict[str, list[tuple[int, Measure]]] = {}
        for place, measure in wanted:
            by_form.setdefault(measure.inputs[0].element.definition or "", []).append(
                (place, measure)
            )
        for code, found in by_form.items():
            block = self.adding.block(code, [m.inputs[0].column for _, m in found], None)
            self._element_block(code, [place for place, _ in found], found, block)

    def indicator(self, place: int, measure: Measure) -> None:
        """An indicator whose inputs can be added up period by period."""
        sums: dict[str, InputSums] = {}
        counts: tuple[Ints, Ints, Ints] | None = None
        for code, inputs in by_definition(measure.inputs).items():
            columns = [wanted.column for wanted in inputs]
            block = self.adding.block(code, columns, measure.missing_rule)
            sums |= input_sums(block, inputs)
            if counts is None:
                # Completeness goes by the first report the measure draws on.
                expected, pending = self.adding.shared(code)
                counts = (block.present[0], expected + block.unforeseen[0], pending)
        if counts is not None:
            self._put(place, measure, sums, counts)

    def tallied(self, place: int, measure: Measure, reading: Reading, by: By) -> None:
        """A measure whose values must be chosen with a look at other periods, other reports or counted rows."""
        tallies = [reading.tally_of(measure, window, by) for window in self.adding.windows]
        ids = self.adding.units.tolist()
        sums = {
            wanted.reference: InputSums(
                *(
                    _table([getattr(t.inputs[wanted.reference], name) for t in tallies], ids)
                    for name in ("total", "count", "estimated")
                )
            )
            for wanted in measure.inputs
        }
        counts = (
            _table([t.reported for t in tallies], ids),
            _table([t.expected for t in tallies], ids),
            _table([t.pending for t in tallies], ids),
        )
        self._put(place, measure, sums, counts)

    def _element_block(
        self,
        code: str,
        places: list[int],
        wanted: Sequence[tuple[int, Measure]],
        block: Block,
    ) -> None:
        cells, inside = self.cells, self.inside
        expected, pending = self.adding.shared(code)
        known = (block.count > 0) & inside
        decimals = [measure.inputs[0].element.entry.decimals for _, measure in wanted]
        cells.value[places] = np.where(known, _unscaled(block.total, decimals), np.nan)
        if block.estimated.any():
            cells.estimated[places] = _unscaled(block.estimated, decimals) * inside
        silent = np.where(
            pending > 0, missing_code(Missing.NOT_APPROVED), missing_code(Missing.NOT_REPORTED)
        )
        cells.missing[places] = np.where(known | ~inside, 0, silent)
        cells.reported[places] = block.present * inside
        cells.expected[places] = (expected + block.unforeseen) * inside
        if pending.any():
            cells.pending[places] = pending * inside
        cells.there[places] = inside

    def _put(
        self,
        place: int,
        measure: Measure,
        sums: dict[str, InputSums],
        counts: tuple[Ints, Ints, Ints],
    ) -> None:
        cells, inside = self.cells, self.inside
        reported, expected, pending = counts
        found = figures(measure, sums, pending)
        cells.value[place] = np.where(inside, found.value, np.nan)
        cells.numerator[place] = np.where(inside, found.numerator, np.nan)
        cells.denominator[place] = np.where(inside, found.denominator, np.nan)
        cells.missing[place] = found.missing * inside
        cells.estimated[place] = estimated_parts(measure, sums) * inside
        cells.reported[place] = reported * inside
        cells.expected[place] = expected * inside
        cells.pending[place] = pending * inside
        cells.there[place] = inside


def _unscaled(stored: Ints, decimals: Sequence[int]) -> Floats:
    """Columns of scaled integers as doubles, those of the same decimals in one go."""
    if len(set(decimals)) == 1:
        return unscaled_all(stored, decimals[0])
    return np.stack(
        [unscaled_all(one, places) for one, places in zip(stored, decimals, strict=True)]
    )


def _table(columns: Sequence[dict[int, int]], ids: Sequence[int]) -> Ints:
    """Counts by unit of each window as an array unit × window."""
    found = [[column.get(unit_id, 0) for unit_id in ids] for column in columns]
    return np.array(found, dtype=np.int64).reshape(len(columns), len(ids)).T
