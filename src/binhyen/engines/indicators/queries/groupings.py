"""Which row of a table each reporting unit belongs to, in the tree of a day; the only place that carries units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from binhyen.engines.indicators.types import By
from binhyen.engines.units.api import CarryMap, Level, Structure, StructureUnit, carry, structure
from binhyen.kernel.errors import N_, NotFound, RuleBroken
from binhyen.kernel.numbers import format_date

LEVELS = {By.PROVINCE: Level.PROVINCE, By.DISTRICT: Level.DISTRICT, By.COMMUNE: Level.COMMUNE}
OUTSIDE = -1


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


def row_units(tree: Structure, under_id: int, by: By) -> list[StructureUnit]:
    """The units that become rows; none when `under_id` was not in force in this tree.

    Raises:
        RuleBroken: rows by district where there are no districts, or of a level above the unit.
    """
    if under_id not in tree:
        return []
    if by is By.UNIT:
        return [tree.get(under_id)]
    level = LEVELS[by]
    if level < tree.get(under_id).level:
        raise RuleBroken(
            N_("{unit} thuộc cấp thấp hơn cấp cần tách dòng; hãy chọn cấp thấp hơn hoặc `unit`."),
            unit=tree.get(under_id).full_name,
        )
    _refuse_vanished_level(tree, level)
    return tree.at_level(level, under_id)


def grouping(on: date, under_id: int, by: By, units: Sequence[int]) -> Grouping:
    """Group units into the rows of the tree of `on`; units not in force that day are carried there."""
    tree = structure(on)
    rows = tuple(unit.id for unit in row_units(tree, under_id, by))
    row_by_unit = {
        below: position for position, row in enumerate(rows) for below in tree.subtree(row)
    }
    place = _Place(tree, row_by_unit, carry(on))
    row_of = np.full(len(units), OUTSIDE, dtype=np.int64)
    estimated = np.zeros(len(units), dtype=np.bool_)
    divided = {}
    for position, unit_id in enumerate(units):
        parts = place.parts(unit_id)
        if len({part.row for part in parts}) == 1:
            row_of[position] = parts[0].row
            estimated[position] = len(parts) == 1 and parts[0].estimated
        else:
            divided[position] = parts
    return Grouping(rows, row_of, estimated, divided)


def under_exists(under_id: int, days: Sequence[date]) -> None:
    """Refuse a unit that was in force on none of the days.

    Raises:
        NotFound: saying what to do.
    """
    if not any(under_id in structure(day) for day in days):
        raise NotFound(
            N_("Đơn vị không tồn tại trong cơ cấu ngày {days}; hãy chọn đơn vị của cơ cấu đó."),
            days=", ".join(format_date(day) for day in days[:3]),
        )


@dataclass(slots=True)
class _Place:
    tree: Structure
    row_by_unit: dict[int, int]
    carried: CarryMap

    def parts(self, unit_id: int) -> tuple[Part, ...]:
        if unit_id in self.tree:
            return (Part(self.row_by_unit.get(unit_id, OUTSIDE), Fraction(1), estimated=False),)
        return tuple(
            Part(self.row_by_unit.get(target.unit_id, OUTSIDE), target.share, target.estimated)
            for target in self.carried.targets(unit_id)
        )


def _refuse_vanished_level(tree: Structure, level: int) -> None:
    if level == Level.DISTRICT and not any(
        unit.level == Level.DISTRICT for unit in tree.units.values()
    ):
        raise RuleBroken(
            N_(
                "Ngày {on} không còn cấp huyện (đã bỏ từ 01-7-2025), nên không tách được theo huyện. "
                "Hãy dùng --by province hoặc --by commune, hoặc --structure as-of:2025-06-30."
            ),
            on=format_date(tree.on),
        )


Group = Callable[[date, By], Grouping]
