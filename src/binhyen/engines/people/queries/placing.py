"""Where a police unit counts on a day: at its own unit while that is in force, else at its successor."""

from __future__ import annotations

from datetime import date

from binhyen.engines.units.api import CarryMap, carry, structure


class Places:
    """Leads from the unit a police unit hangs on to the unit it counts at on a day."""

    def __init__(self, on: date, under_id: int | None) -> None:
        self._tree = structure(on)
        self._inside = None if under_id is None else frozenset(self._tree.subtree(under_id))
        self._carried: CarryMap | None = None

    def of(self, unit_id: int) -> int | None:
        """The unit to count at; None when it lies outside the unit asked about."""
        place = unit_id if unit_id in self._tree else self._successor(unit_id)
        return (
            place if place is not None and (self._inside is None or place in self._inside) else None
        )

    def _successor(self, unit_id: int) -> int | None:
        """People cannot be divided: all of them count where the largest share went."""
        self._carried = self._carried or carry(self._tree.on)
        targets = self._carried.targets(unit_id)
        return max(targets, key=lambda target: target.share).unit_id if targets else None
