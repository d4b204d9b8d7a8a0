"""Adding report periods up into windows: for measures whose choice of values needs no look at other periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from binhyen.engines.indicators.entries import Missing as MissingRule
from binhyen.engines.indicators.queries.grids.memory import Form, period_sums
from binhyen.engines.indicators.queries.grids.placing import LevelPlaces, level_places
from binhyen.engines.indicators.queries.grids.sums import Summed
from binhyen.engines.indicators.queries.groupings import OUTSIDE
from binhyen.engines.indicators.queries.trees import Forest, Tree
from binhyen.engines.indicators.queries.windows import Window
from binhyen.engines.indicators.rules.computing import InputSums
from binhyen.engines.indicators.rules.cubes import Ints
from binhyen.engines.indicators.rules.measures import Input, Measure
from binhyen.kernel.periods import Period


@dataclass(slots=True, eq=False)
class Block:
    """Sums of some columns of one definition: column × row unit × window; `present` counts by column, or once for all."""

    total: Ints
    count: Ints
    estimated: Ints
    present: Ints
    unforeseen: Ints


@dataclass(slots=True, eq=False)
class _Building:
    """A block being added up, window first: each period's sums lie in one piece of memory."""

    total: Ints
    count: Ints
    present: Ints | None
    estimated: Ints | None = None
    unforeseen: Ints | None = None

    @classmethod
    def empty(cls, columns: int, together: bool, units: int, windows: int) -> _Building:  # noqa: FBT001
        """Nothing added yet; `present` None where it is the count."""
        shape = (windows, columns, units)
        return cls(
            np.zeros(shape, dtype=np.int64),
            np.zeros(shape, dtype=np.int64),
            np.zeros((windows, 1, units), dtype=np.int64) if together else None,
        )

    def add(self, window: int, summed: Summed, at: Ints, rows: Ints) -> None:
        """Add a period's rows to the grid's rows in a window."""
        _add(self.total[window], summed.sums.total, at, rows)
        _add(self.count[window], summed.sums.count, at, rows)
        if self.present is not None:
            _add(self.present[window], summed.reported, at, rows)
        if summed.sums.estimated is not None:
            if self.estimated is None:
                self.estimated = np.zeros_like(self.total)
            _add(self.estimated[window], summed.sums.estimated, at, rows)
        if summed.unforeseen is not None:
            if self.unforeseen is None:
                self.unforeseen = np.zeros_like(
                    self.count if self.present is None else self.present
                )
            _add(self.unforeseen[window], summed.unforeseen, at, rows)

    def block(self) -> Block:
        """What was added, column × row unit × window."""
        count = _turned(self.count)
        present = count if self.present is None else _turned(self.present)
        return Block(
            _turned(self.total),
            count,
            _nothing(count) if self.estimated is None else _turned(self.estimated),
            present,
            _nothing(present) if self.unforeseen is None else _turned(self.unforeseen),
        )


@dataclass(slots=True, eq=False)
class Adding:
    """One grid's rows over its windows; what all measures share is worked out once.

    Attributes:
        units: ids of the rows.
        level: the level they are of.
        waiting: units whose report waits, by period row.
    """

    forms: Mapping[str, Form]
    windows: Sequence[Window]
    forest: Forest
    units: Ints
    level: int
    waiting: Mapping[int, Ints]
    _rows: dict[int, tuple[LevelPlaces, Ints, Ints]] = field(default_factory=dict)
    _shared: dict[str, tuple[Ints, Ints]] = field(default_factory=dict)

    def block(self, code: str, columns: Sequence[str], rule: MissingRule | None) -> Block:
        """Columns of a definition over all windows, each by itself (rule None) or together as one measure wants them."""
        form = self.forms[code]
        together = rule is not None
        found = _Building.empty(len(columns), together, len(self.units), len(self.windows))
        for place, window, period in self._parts(form):
            tree = self._tree(window, period)
            sums = period_sums(form, period, self.forest.on(period.last_day), tree, self.level)
            if rule is None:
                summed = sums.singles(columns)
            else:
                summed = sums.together(columns, everyone=rule is MissingRule.SKIP_ANY)
            found.add(place, summed, *self._at(tree))
        return found.block()

    def shared(self, code: str) -> tuple[Ints, Ints]:
        """(expected, pending) reports of a definition, row unit × window."""
        if code not in self._shared:
            self._shared[code] = self._count(self.forms[code])
        return self._shared[code]

    def _count(self, form: Form) -> tuple[Ints, Ints]:
        expected = np.zeros((len(self.units), len(self.windows)), dtype=np.int64)
        pending = np.zeros_like(expected)
        for place, window, period in self._parts(form):
            tree = self._tree(window, period)
            places, (at, rows) = self._rows_of(tree), self._at(tree)
            own = places.expected(
                self.forest.on(period.last_day), form.reporters, form.info.owner_id
            )
            expected[at, place] += own[rows]
            stored = form.stored.get(period.code)
            waiting = None if stored is None else self.waiting.get(stored.pk)
            if waiting is not None:
                pending[at, place] += places.standing(waiting)[rows]
        return expected, pending

    def _parts(self, form: Form) -> list[tuple[int, Window, Period]]:
        return [
            (place, window, period)
            for place, window in enumerate(self.windows)
            for period in window.components(form.info)
        ]

    def _tree(self, window: Window, period: Period) -> Tree:
        return self.forest.on(window.tree_day(period))

    def _rows_of(self, tree: Tree) -> LevelPlaces:
        self._at(tree)
        return self._rows[id(tree)][0]

    def _at(self, tree: Tree) -> tuple[Ints, Ints]:
        """(which of the grid's rows stand in a tree, their places among all rows of the level there)."""
        if id(tree) not in self._rows:
            places = level_places(tree, self.level)
            positions = places.positions(self.units)
            at = np.flatnonzero(positions != OUTSIDE)
            self._rows[id(tree)] = (places, at, positions[at])
        _, at, rows = self._rows[id(tree)]
        return at, rows


def separable(measure: Measure, windows: Sequence[Window], forms: Mapping[str, Form]) -> bool:
    """Whether each report period can be summed by itself: nothing counted, paired across reports or chosen among periods."""
    codes = {wanted.element.definition for wanted in measure.inputs}
    if None in codes or any(wanted.element.counted for wanted in measure.inputs):
        return False
    if measure.missing_rule is MissingRule.SKIP_ANY and len(codes) > 1:
        return False
    lasting = {w.element.definition for w in measure.inputs if not w.summed}
    return all(
        len(window.components(forms[code or ""].info)) <= 1
        for code in lasting
        for window in windows
    )


def by_definition(inputs: Sequence[Input]) -> dict[str, list[Input]]:
    """Inputs by the definition that carries them, in the order met."""
    found: dict[str, list[Input]] = {}
    for wanted in inputs:
        found.setdefault(wanted.element.definition or "", []).append(wanted)
    return found


def input_sums(block: Block, inputs: Sequence[Input]) -> dict[str, InputSums]:
    """The block's columns by reference."""
    return {
        wanted.reference: InputSums(block.total[row], block.count[row], block.estimated[row])
        for row, wanted in enumerate(inputs)
    }


def _add(found: Ints, wanted: Ints, at: Ints, rows: Ints) -> None:
    if len(at) == found.shape[1]:
        found += wanted[:, rows]
    else:
        found[:, at] += wanted[:, rows]


def _turned(built: Ints) -> Ints:
    return np.ascontiguousarray(built.transpose(1, 2, 0))


def _nothing(like: Ints) -> Ints:
    """Zeros of a shape that take no memory, to be read only."""
    return np.broadcast_to(np.int64(0), like.shape)
