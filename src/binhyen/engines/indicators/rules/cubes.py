"""Values of one report definition as arrays (period × unit), and how they are masked, chosen and added up.

All sums are whole numbers of 64 bits; nothing here rounds. Division of a split unit's value goes by largest remainder,
so parts always add up to the value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import numpy as np

from binhyen.engines.units.api import apportion

Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


class PartLike(Protocol):
    """A divided unit's share in a row."""

    @property
    def row(self) -> int: ...
    @property
    def share(self) -> Fraction: ...
    @property
    def estimated(self) -> bool: ...


class GroupingLike(Protocol):
    """What adding up needs to know of a grouping."""

    @property
    def rows(self) -> tuple[int, ...]: ...
    @property
    def row_of(self) -> Ints: ...
    @property
    def estimated(self) -> Flags: ...
    @property
    def divided(self) -> Mapping[int, Sequence[PartLike]]: ...


@dataclass(frozen=True, slots=True)
class Cube:
    """Values by column, each an array (period, unit); `known` tells reported from not reported.

    Attributes:
        units: unit ids, ascending.
        expected: (period, unit): this unit should have reported.
    """

    units: Ints
    values: Mapping[str, Ints]
    known: Mapping[str, Flags]
    expected: Flags


@dataclass(slots=True)
class Sums:
    """Per row: the sum, how much of it is estimated, and how many (period, unit) pairs are in it."""

    total: Ints
    estimated: Ints
    count: Ints

    @classmethod
    def empty(cls, rows: int) -> Sums:
        return cls(*(np.zeros(rows, dtype=np.int64) for _ in range(3)))


def add_values(sums: Sums, values: Ints, chosen: Flags, group: GroupingLike) -> None:
    """Add one period's chosen values into the rows of its grouping."""
    inside = chosen & (group.row_of >= 0)
    np.add.at(sums.total, group.row_of[inside], values[inside])
    np.add.at(sums.count, group.row_of[inside], 1)
    guessed = inside & group.estimated
    np.add.at(sums.estimated, group.row_of[guessed], np.abs(values[guessed]))
    for place, parts in group.divided.items():
        if chosen[place]:
            _add_parts(sums, int(values[place]), parts)


def count_pairs(chosen: Flags, group: GroupingLike, rows: int) -> Ints:
    """How many units stand in each row; a divided unit stands in each row it has a part in."""
    counts = np.zeros(rows, dtype=np.int64)
    inside = chosen & (group.row_of >= 0)
    np.add.at(counts, group.row_of[inside], 1)
    for place, parts in group.divided.items():
        if chosen[place]:
            for row in {part.row for part in parts if part.row >= 0}:
                counts[row] += 1
    return counts


def last_known(values: Ints, known: Flags) -> tuple[Ints, Flags, Ints]:
    """Per unit: its last reported value, whether there is one, and the period's place it came from."""
    periods = known.shape[0]
    has: Flags = np.asarray(known.any(axis=0), dtype=np.bool_)
    latest: Ints = np.where(has, periods - 1 - np.argmax(known[::-1], axis=0), 0).astype(np.int64)
    return values[latest, np.arange(values.shape[1])], has, latest


def apportioned(value: int, parts: Sequence[PartLike]) -> list[tuple[PartLike, int]]:
    """Each part with its whole amount; the amounts sum to the value."""
    amounts = apportion(value, [part.share for part in parts])
    return list(zip(parts, amounts, strict=True))


def _add_parts(sums: Sums, value: int, parts: Sequence[PartLike]) -> None:
    for part, amount in apportioned(value, parts):
        if part.row >= 0:
            sums.total[part.row] += amount
            if part.estimated:
                sums.estimated[part.row] += abs(amount)
    for row in {part.row for part in parts if part.row >= 0}:
        sums.count[row] += 1
