"""Sums of matrices column × unit over rows of a table; whole numbers of 64 bits throughout, nothing rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from binhyen.engines.indicators.rules.apportioning import apportion_all
from binhyen.engines.indicators.rules.cubes import Flags, Ints, PartLike


class PlacedLike(Protocol):
    """Where the units of a matrix stand: see `queries/grids/placing.Placed`."""

    @property
    def order(self) -> Ints: ...
    @property
    def starts(self) -> Ints: ...
    @property
    def rows(self) -> Ints: ...
    @property
    def guessed(self) -> Ints: ...
    @property
    def guessed_rows(self) -> Ints: ...
    @property
    def divided(self) -> Sequence[tuple[int, Sequence[PartLike]]]: ...


@dataclass(frozen=True, slots=True, eq=False)
class RowSums:
    """Per column and row: the sum, how many values are in it, and how much of it is estimated (None: nothing)."""

    total: Ints
    count: Ints
    estimated: Ints | None


def sum_rows(values: Ints, known: Flags, placed: PlacedLike, rows: int) -> RowSums:
    """Add matrices column × unit up over rows; values are 0 where not known."""
    total, count = _stretches(values, placed, rows), count_rows(known, placed, rows)
    estimated = _estimated(values, placed, rows)
    for place, parts in placed.divided:
        amounts = apportion_all(values[:, place], [part.share for part in parts])
        for part, amount in zip(parts, amounts, strict=True):
            if part.row >= 0:
                total[:, part.row] += amount
                if part.estimated:
                    estimated = np.zeros_like(total) if estimated is None else estimated
                    estimated[:, part.row] += np.abs(amount)
    return RowSums(total, count, estimated)


def count_rows(known: Flags, placed: PlacedLike, rows: int) -> Ints:
    """How many units are known per column and row; a divided unit stands in each row it has a part in."""
    count = _stretches(known, placed, rows)
    for place, parts in placed.divided:
        for row in {part.row for part in parts if part.row >= 0}:
            count[:, row] += known[:, place]
    return count


def _stretches(matrix: Ints | Flags, placed: PlacedLike, rows: int) -> Ints:
    found = np.zeros((matrix.shape[0], rows), dtype=np.int64)
    if len(placed.order):
        ordered = matrix[:, placed.order]
        found[:, placed.rows] = np.add.reduceat(ordered, placed.starts, axis=1, dtype=np.int64)
    return found


def _estimated(values: Ints, placed: PlacedLike, rows: int) -> Ints | None:
    if not len(placed.guessed):
        return None
    found = np.zeros((values.shape[0], rows), dtype=np.int64)
    for column in range(values.shape[0]):
        np.add.at(found[column], placed.guessed_rows, np.abs(values[column, placed.guessed]))
    return found
