"""The tree of units as it stood on a day, held in memory; reading it asks no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from binhyen.engines.units.types import Level, StructureUnit
from binhyen.kernel.errors import N_, Invalid, NotFound
from binhyen.kernel.numbers import format_date


@dataclass(frozen=True, slots=True)
class Structure:
    """The tree on `on`: a country at the root, units below in the order of their codes.

    Compare and key by `StructureUnit.id`; a code means something only together with the day.
    """

    on: date
    units: dict[int, StructureUnit]
    below: dict[int, tuple[int, ...]]
    codes: dict[str, tuple[int, ...]]
    programme_types: frozenset[str]

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self.units

    def __len__(self) -> int:
        return len(self.units)

    @property
    def root(self) -> StructureUnit:
        """The country."""
        for unit in self.units.values():
            if unit.level == Level.COUNTRY:
                return unit
        raise NotFound(N_("Chưa nạp đơn vị hành chính nào cho ngày {on}."), on=format_date(self.on))

    def get(self, unit_id: int) -> StructureUnit:
        """The unit as it stood on the day.

        Raises:
            NotFound: it was not in force on that day, or the id is unknown.
        """
        try:
            return self.units[unit_id]
        except KeyError:
            raise NotFound(
                N_("Đơn vị số {unit_id} không tồn tại trong ngày {on}."),
                unit_id=unit_id,
                on=format_date(self.on),
            ) from None

    def children(self, unit_id: int) -> list[StructureUnit]:
        """The units right below, in the order of their codes; none for a commune or an unknown id."""
        return [self.units[child] for child in self.below.get(unit_id, ())]

    def ancestors(self, unit_id: int) -> list[StructureUnit]:
        """The units above, nearest first, the country last.

        Raises:
            NotFound: the unit was not in force on that day.
        """
        found: list[StructureUnit] = []
        parent_id = self.get(unit_id).parent_id
        while parent_id is not None:
            found.append(self.units[parent_id])
            parent_id = found[-1].parent_id
        return found

    def subtree(self, unit_id: int) -> list[int]:
        """Ids of the unit and all below it, each parent before its children.

        Raises:
            NotFound: the unit was not in force on that day.
        """
        found, waiting = [], [self.get(unit_id).id]
        while waiting:
            found.append(waiting.pop())
            waiting.extend(reversed(self.below.get(found[-1], ())))
        return found

    def at_level(self, level: int, under: int | None = None) -> list[StructureUnit]:
        """The units of a level, in the order of the tree, everywhere or in the subtree of `under`."""
        ids = self.subtree(self.root.id if under is None else under)
        return [unit for unit in map(self.units.__getitem__, ids) if unit.level == level]

    def by_code(self, code: str, level: int | None = None) -> StructureUnit:
        """The unit that bore the code on the day.

        Raises:
            NotFound: no unit bore it; `find` says more about why.
            Invalid: units of two levels bore it and no level was given.
        """
        found = [
            self.units[i] for i in self.codes.get(code, ()) if level in {None, self.units[i].level}
        ]
        if not found:
            raise NotFound(
                N_("Không đơn vị nào mang mã {unit_code} trong ngày {on}."),
                unit_code=code,
                on=format_date(self.on),
            )
        if len(found) > 1:
            names = ", ".join(unit.full_name for unit in found)
            raise Invalid(
                N_("Mã {unit_code} trong ngày {on} chỉ nhiều đơn vị: {names}. Hãy nêu thêm cấp."),
                unit_code=code,
                on=format_date(self.on),
                names=names,
            )
        return found[0]

    def ancestor_at(self, unit_id: int, level: int) -> StructureUnit:
        """The unit of a level that the unit belongs to; the unit itself when it is of that level.

        Raises:
            NotFound: not in force on that day, or nothing of that level above it.
        """
        unit = self.get(unit_id)
        for candidate in (unit, *self.ancestors(unit_id)):
            if candidate.level == level:
                return candidate
        raise NotFound(
            N_("Trong ngày {on} phía trên {name} không có đơn vị {level}."),
            on=format_date(self.on),
            name=unit.full_name,
            level=Level(level).label,
        )

    def in_programme(self, unit_id: int) -> bool:
        """Whether the regular commune police programme covers the unit: communes and townships, not wards."""
        unit = self.get(unit_id)
        return unit.level == Level.COMMUNE and unit.type in self.programme_types


def build_structure(
    on: date, units: Iterable[StructureUnit], programme_types: frozenset[str]
) -> Structure:
    """The tree of units in force on a day, each with its parent among them."""
    ordered = sorted(units, key=lambda unit: (unit.level, unit.code))
    below: dict[int, list[int]] = {}
    codes: dict[str, list[int]] = {}
    for unit in ordered:
        codes.setdefault(unit.code, []).append(unit.id)
        if unit.parent_id is not None:
            below.setdefault(unit.parent_id, []).append(unit.id)
    return Structure(
        on=on,
        units={unit.id: unit for unit in ordered},
        below={parent: tuple(children) for parent, children in below.items()},
        codes={code: tuple(bearers) for code, bearers in codes.items()},
        programme_types=programme_types,
    )
