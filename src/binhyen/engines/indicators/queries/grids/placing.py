"""Where every unit of all times stands in one level of one tree; worked out once per tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from binhyen.engines.indicators.queries.groupings import OUTSIDE, UNMET, Part, grouped_into
from binhyen.engines.indicators.queries.trees import Tree
from binhyen.engines.indicators.rules.cubes import Flags, Ints
from binhyen.engines.indicators.rules.summing import count_rows
from binhyen.engines.units.api import carry


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Some units' rows: sorted by row, so that sums over rows are sums over stretches.

    Attributes:
        order: places of the units that stand whole in a row, by row.
        starts: where each stretch of `order` begins.
        rows: the row of each stretch.
        guessed: places of those whose row was chosen among several, and `guessed_rows` their rows.
        divided: (place, parts) of units whose parts lie in several rows.
    """

    order: Ints
    starts: Ints
    rows: Ints
    guessed: Ints
    guessed_rows: Ints
    divided: tuple[tuple[int, tuple[Part, ...]], ...]


@dataclass(slots=True, eq=False)
class LevelPlaces:
    """The rows of one level of a tree, over the whole country, and where each unit of all times stands among them.

    Attributes:
        row_ids: unit ids of the rows, in the order of the tree.
        row_by_unit: the row at or above each unit of the tree.
        ids: units of all times, ascending; the arrays below go by them, and are filled in for units met.
    """

    tree: Tree
    row_ids: Ints
    row_by_unit: Mapping[int, int]
    ids: Ints
    _row_of: Ints = field(init=False)
    _estimated: Flags = field(init=False)
    _divided: dict[int, tuple[Part, ...]] = field(default_factory=dict)
    _expected: dict[tuple[int, frozenset[str], int | None], tuple[Tree, Ints]] = field(
        default_factory=dict
    )
    _order: Ints = field(init=False)

    def __post_init__(self) -> None:
        self._order = np.argsort(self.row_ids)
        in_tree, rows = self.tree.structure.units, self.row_by_unit
        self._row_of = np.array(
            [rows.get(i, OUTSIDE) if i in in_tree else UNMET for i in self.ids.tolist()],
            dtype=np.int64,
        )
        self._estimated = np.zeros(len(self.ids), dtype=np.bool_)

    def positions(self, unit_ids: Ints) -> Ints:
        """The row of each of some rows' units; -1 where it is not of this level here."""
        if not len(self.row_ids):
            return np.full(len(unit_ids), OUTSIDE, dtype=np.int64)
        ordered = self.row_ids[self._order]
        at = np.minimum(np.searchsorted(ordered, unit_ids), len(ordered) - 1)
        found: Ints = np.where(ordered[at] == unit_ids, self._order[at], OUTSIDE)
        return found

    def place(self, units: Ints) -> Placed:
        """Where some units stand."""
        at = np.searchsorted(self.ids, units)
        self._meet(at[self._row_of[at] == UNMET])
        row_of, estimated = self._row_of[at], self._estimated[at]
        inside = np.flatnonzero(row_of >= 0)
        order = inside[np.argsort(row_of[inside], kind="stable")]
        rows, starts = np.unique(row_of[order], return_index=True)
        guessed = order[estimated[order]]
        divided = tuple(
            (place, self._divided[int(units[place])])
            for place in np.flatnonzero(np.isin(units, list(self._divided))).tolist()
        )
        return Placed(order, starts, rows, guessed, row_of[guessed], divided)

    def expected(self, own_tree: Tree, types: frozenset[str], owner_id: int | None) -> Ints:
        """How many of the units that should report on another tree's day stand in each row."""
        key = (id(own_tree), types, owner_id)
        known = self._expected.get(key)
        if known is None:
            counts = self.standing(own_tree.reporter_ids(types, owner_id))
            # Held with its tree, so that no other one can bear the identity used as key.
            known = self._expected[key] = (own_tree, counts)
        return known[1]

    def standing(self, units: Ints) -> Ints:
        """How many of some units stand in each row."""
        everyone = np.ones((1, len(units)), dtype=np.bool_)
        counts: Ints = count_rows(everyone, self.place(units), len(self.row_ids))[0]
        return counts

    def _meet(self, at: Ints) -> None:
        """Carry units that are not of this tree into it."""
        if not len(at):
            return
        row_ids = tuple(self.row_ids.tolist())
        group = grouped_into(self.tree, row_ids, self.row_by_unit, self.ids[at].tolist())
        for place, parts in group.divided.items():
            self._divided[int(self.ids[at[place]])] = parts
        self._estimated[at] = group.estimated
        self._row_of[at] = group.row_of


def level_places(tree: Tree, level: int) -> LevelPlaces:
    """The places in a level of a tree, remembered with the tree."""
    known = tree.remembered.get(("places", level))
    if isinstance(known, LevelPlaces):
        return known
    rows = tree.structure.at_level(level)
    row_by_unit = {
        below: position
        for position, row in enumerate(rows)
        for below in tree.structure.subtree(row.id)
    }
    row_ids = np.array([unit.id for unit in rows], dtype=np.int64)
    found = LevelPlaces(tree, row_ids, row_by_unit, _all_units(tree))
    tree.remembered["places", level] = found
    return found


def _all_units(tree: Tree) -> Ints:
    known = tree.remembered.get(("units", 0))
    if isinstance(known, np.ndarray):
        return known
    found = np.array(sorted(carry(tree.structure.on)), dtype=np.int64)
    tree.remembered["units", 0] = found
    return found
