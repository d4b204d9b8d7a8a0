"""Which row of a table each reporting unit belongs to, in the tree of a day; the only place that carries units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from binhyen.engines.indicators.queries.trees import Forest, Tree
from binhyen.engines.indicators.types import By
from binhyen.engines.units.api import CarryMap, Structure, carry
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.numbers import format_date

OUTSIDE = -1
UNMET = -2
"""Marks units outside the tree that were not carried into it yet."""


@dataclass(frozen=True, slots=True)
class Part:
    """A divided unit's share that falls into a row."""

    row: int
    share: Fraction
    estimated: bool


@dataclass(frozen=True, slots=True)
class Grouping:
    """Rows of one tree, and for each unit of a cube the row it belongs to.

    Attributes:
        rows: unit ids in the order of the tree.
        row_of: by the unit's place in the cube; -1 outside.
        estimated: by the unit's place: it came whole, but by a choice (a divided unit's main successor).
        divided: units whose parts fall into several rows, by their place.
    """

    rows: tuple[int, ...]
    row_of: np.ndarray[Any, np.dtype[np.int64]]
    estimated: np.ndarray[Any, np.dtype[np.bool_]]
    divided: dict[int, tuple[Part, ...]]


def grouping(tree: Tree, under_id: int, by: By, units: Sequence[int]) -> Grouping:
    """Group units into the rows of a tree; units not in it are carried to its day."""
    rows = tuple(unit.id for unit in tree.rows(under_id, by))
    return grouped_into(tree, rows, tree.row_of(under_id, by), units)


def grouped_into(
    tree: Tree, rows: tuple[int, ...], row_by_unit: Mapping[int, int], units: Sequence[int]
) -> Grouping:
    """Group units into given rows, by the position of the row at or above each unit of the tree."""
    standing = tree.structure.units
    row_of = np.array(
        [row_by_unit.get(i, OUTSIDE) if i in standing else UNMET for i in units], dtype=np.int64
    )
    estimated = np.zeros(len(units), dtype=np.bool_)
    divided = {}
    place = _Place(tree.structure, row_by_unit, carry(tree.structure.on))
    for position in np.flatnonzero(row_of == UNMET).tolist():
        parts = place.parts(units[position])
        if len({part.row for part in parts}) == 1:
            row_of[position] = parts[0].row
            estimated[position] = len(parts) == 1 and parts[0].estimated
        else:
            row_of[position] = OUTSIDE
            divided[position] = parts
    return Grouping(rows, row_of, estimated, divided)


def under_exists(under_id: int, days: Sequence[date], forest: Forest) -> None:
    """Refuse a unit that was in force on none of the days.

    Raises:
        NotFound: saying what to do.
    """
    if not any(under_id in forest.on(day).structure for day in days):
        raise NotFound(
            N_("Đơn vị không tồn tại trong cơ cấu ngày {days}; hãy chọn đơn vị của cơ cấu đó."),
            days=", ".join(format_date(day) for day in days[:3]),
        )


@dataclass(slots=True)
class _Place:
    tree: Structure
    row_by_unit: Mapping[int, int]
    carried: CarryMap

    def parts(self, unit_id: int) -> tuple[Part, ...]:
        if unit_id in self.tree:
            return (Part(self._row(unit_id), Fraction(1), estimated=False),)
        parts = tuple(
            Part(self._row(target.unit_id), target.share, target.estimated)
            for target in self.carried.targets(unit_id)
        )
        if len(parts) == 1 and parts[0].estimated and len(self._rows_of_heirs(unit_id)) == 1:
            # Which heir took how much is unknown, but all of them stand in this row.
            return (Part(parts[0].row, Fraction(1), estimated=False),)
        return parts

    def _row(self, unit_id: int) -> int:
        return self.row_by_unit.get(unit_id, OUTSIDE)

    def _rows_of_heirs(self, unit_id: int) -> set[int]:
        """Rows of everything that may hold a part of an ended unit; more than one for a unit not yet begun."""
        if unit_id in self.tree:
            return {self._row(unit_id)}
        life = self.carried.histories.lives[unit_id]
        steps = self.carried.histories.out.get(unit_id, ())
        heirs = {step.successor for step in steps if step.on == life.end}
        if life.end is None or life.end > self.carried.to_on or not heirs:
            return {OUTSIDE, self._row(unit_id)}
        return {row for heir in heirs for row in self._rows_of_heirs(heir)}
