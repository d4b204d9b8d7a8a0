"""The units that report over a period, with what their figures hang on: people, pace, character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from binhyen.engines.units.api import Level, structure
from binhyen.worlds.viet_nam.draw import Floats, Mask, fixed
from binhyen.worlds.viet_nam.facts import Variant

COMMUNE, TOWNSHIP, WARD = "xã", "thị trấn", "phường"
# Usual number of residents; the middle half lies between two thirds and one and a half of it.
RESIDENTS = {COMMUNE: 6_600.0, TOWNSHIP: 9_800.0, WARD: 14_500.0}
SPREAD, PACE_SPREAD = 0.55, 0.35


@dataclass(frozen=True, slots=True)
class Ground:
    """Units of one day, a column a trait; every array has one place a unit.

    Attributes:
        ids, keys: the number and the lasting name of each unit's identity.
        residents: at the beginning of the world.
        busy: how lively a place is, 1.0 usual.
        chosen: 0 to 1, decides which variants hold the unit.
        wards: which are wards.
    """

    on: date
    ids: tuple[int, ...]
    keys: tuple[str, ...]
    residents: Floats
    busy: Floats
    chosen: Floats
    wards: Mask

    @property
    def size(self) -> int:
        """How many units."""
        return len(self.keys)

    def within(self, size: Variant) -> Mask:
        """Which units a variant holds."""
        held: Mask = self.chosen < size.share
        return held if size.wards else held & ~self.wards


@lru_cache(maxsize=4)
def ground(on: date) -> Ground:
    """All units at commune level that stood on a day and make reports, by key."""
    known = [unit for unit in structure(on).at_level(Level.COMMUNE) if unit.type in RESIDENTS]
    units = sorted(known, key=lambda unit: unit.key)
    keys = [unit.key for unit in units]
    usual = np.array([RESIDENTS[unit.type] for unit in units])
    return Ground(
        on=on,
        ids=tuple(unit.id for unit in units),
        keys=tuple(keys),
        residents=np.rint(usual * np.exp(SPREAD * _normal(keys, "residents"))),
        busy=np.exp(PACE_SPREAD * _normal(keys, "busy")),
        chosen=fixed(keys, "chosen"),
        wards=np.array([unit.type == WARD for unit in units], dtype=np.bool_),
    )


def _normal(keys: Sequence[str], purpose: str) -> Floats:
    """Box and Muller's way from two even numbers to a normal one, cut off at three."""
    first, second = fixed(keys, purpose), fixed(keys, purpose + "/turn")
    found = np.sqrt(-2.0 * np.log(1.0 - first)) * np.cos(2.0 * np.pi * second)
    cut: Floats = np.clip(found, -3.0, 3.0)
    return cut
