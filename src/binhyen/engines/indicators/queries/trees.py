"""Trees as figures need them: rows of a level, the row above each unit, who should report; remembered per tree."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

import numpy as np

from binhyen.engines.indicators.rules.cubes import Ints
from binhyen.engines.indicators.types import By
from binhyen.engines.units.api import Level, Structure, StructureUnit, carry, structure
from binhyen.kernel.errors import N_, RuleBroken

LEVELS = {By.PROVINCE: Level.PROVINCE, By.DISTRICT: Level.DISTRICT, By.COMMUNE: Level.COMMUNE}
REMEMBERED = 32


@dataclass(slots=True)
class Tree:
    """One structure with what was asked of it before; days between two changes of units share it.

    Attributes:
        remembered: what grids keep of this tree, as long as it is kept itself.
    """

    structure: Structure
    _rows: dict[tuple[int, By], tuple[StructureUnit, ...]] = field(default_factory=dict)
    _row_of: dict[tuple[int, By], dict[int, int]] = field(default_factory=dict)
    _reporting: dict[tuple[frozenset[str], int | None], dict[int, int]] = field(
        default_factory=dict
    )
    _reporters: dict[tuple[frozenset[str], int | None], Ints] = field(default_factory=dict)
    _carried_here: dict[int, list[int]] = field(default_factory=dict)
    remembered: dict[tuple[str, int], object] = field(default_factory=dict)

    def rows(self, under_id: int, by: By) -> tuple[StructureUnit, ...]:
        """The units that become rows; none when `under_id` is not in this tree.

        Raises:
            RuleBroken: rows by district where there are no districts, or of a level above the unit.
        """
        place = (under_id, by)
        if place not in self._rows:
            self._rows[place] = self._find_rows(under_id, by)
        return self._rows[place]

    def row_of(self, under_id: int, by: By) -> Mapping[int, int]:
        """The position of the row at or above each unit; units outside all rows are left out."""
        place = (under_id, by)
        if place not in self._row_of:
            self._row_of[place] = {
                below: position
                for position, row in enumerate(self.rows(under_id, by))
                for below in self.structure.subtree(row.id)
            }
        return self._row_of[place]

    def reporters(
        self,
        types: Collection[str],
        only: Collection[int] | None = None,
        owner_id: int | None = None,
    ) -> list[int]:
        """Commune-level units of the types that make a report, all or those among `only`.

        Args:
            owner_id: the province whose own form it is, asked of nobody else; None is a common form.
        """
        units = self.structure.units
        ids = units if only is None else [unit_id for unit_id in only if unit_id in units]
        if owner_id is not None:
            own = set(self.structure.subtree(owner_id) if owner_id in self.structure else ())
            ids = [unit_id for unit_id in ids if unit_id in own]
        return [i for i in ids if units[i].level == Level.COMMUNE and units[i].type in types]

    def reporter_ids(self, types: frozenset[str], owner_id: int | None = None) -> Ints:
        """All of them, ascending."""
        key = (types, owner_id)
        if key not in self._reporters:
            found = sorted(self.reporters(types, owner_id=owner_id))
            self._reporters[key] = np.array(found, dtype=np.int64)
        return self._reporters[key]

    def reporting(self, types: frozenset[str], owner_id: int | None = None) -> Mapping[int, int]:
        """How many of them stand at or below each unit."""
        key = (types, owner_id)
        if key not in self._reporting:
            counts: dict[int, int] = {}
            units = self.structure.units
            for reporter in self.reporters(types, owner_id=owner_id):
                at: int | None = reporter
                while at is not None:
                    counts[at] = counts.get(at, 0) + 1
                    at = units[at].parent_id
            self._reporting[key] = counts
        return self._reporting[key]

    def sources(self, under_id: int) -> set[int]:
        """Units of all times whose values stand at or below a unit once carried to this tree's day."""
        if not self._carried_here:
            carried = carry(self.structure.on)
            for unit_id in carried:
                for target in carried.targets(unit_id):
                    self._carried_here.setdefault(target.unit_id, []).append(unit_id)
        below = self.structure.subtree(under_id) if under_id in self.structure else []
        return {source for unit_id in below for source in self._carried_here.get(unit_id, ())}

    def _find_rows(self, under_id: int, by: By) -> tuple[StructureUnit, ...]:
        if under_id not in self.structure:
            return ()
        under = self.structure.get(under_id)
        if by is By.UNIT:
            return (under,)
        if LEVELS[by] < under.level:
            raise RuleBroken(
                N_(
                    "{unit} thuộc cấp thấp hơn cấp cần tách dòng; hãy chọn cấp thấp hơn hoặc `unit`."
                ),
                unit=under.full_name,
            )
        self._refuse_vanished(LEVELS[by])
        return tuple(self.structure.at_level(LEVELS[by], under_id))

    def _refuse_vanished(self, level: int) -> None:
        if level == Level.DISTRICT and not any(
            unit.level == level for unit in self.structure.units.values()
        ):
            raise RuleBroken(
                N_(
                    "Cơ cấu của kỳ này không còn cấp huyện (bỏ từ 01-7-2025), nên không tách được theo "
                    "huyện. Hãy dùng --by province hoặc --by commune, hoặc --structure as-of:2025-06-30."
                )
            )


class Forest:
    """The trees one reading meets; each day is asked of the units once."""

    def __init__(self) -> None:
        self._met: dict[date, Tree] = {}

    def on(self, day: date) -> Tree:
        """The tree of a day."""
        if day not in self._met:
            self._met[day] = _tree(structure(day))
        return self._met[day]


_remembered: OrderedDict[int, Tree] = OrderedDict()
_lock = Lock()


def _tree(found: Structure) -> Tree:
    """The remembered tree over the same units; it holds them, so no other object can bear the identity used as key."""
    key = id(found.units)
    with _lock:
        if key not in _remembered:
            _remembered[key] = Tree(found)
        _remembered.move_to_end(key)
        while len(_remembered) > REMEMBERED:
            _remembered.popitem(last=False)
        return _remembered[key]
