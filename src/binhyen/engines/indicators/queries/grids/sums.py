"""One report period summed over one level of a tree: filled in by column when first asked for, then remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from binhyen.engines.indicators.queries.grids.placing import LevelPlaces, Placed
from binhyen.engines.indicators.queries.grids.slabs import Slab
from binhyen.engines.indicators.rules.cubes import Flags, Ints
from binhyen.engines.indicators.rules.summing import RowSums, count_rows, sum_rows


@dataclass(frozen=True, slots=True, eq=False)
class Summed:
    """Sums of some columns; `reported` and `unforeseen` go by column, or hold one row for all of them together.

    Attributes:
        reported: how many units gave what is asked.
        unforeseen: how many of them nobody expected, such as units that ended within the period; None is none.
    """

    sums: RowSums
    reported: Ints
    unforeseen: Ints | None


@dataclass(slots=True, eq=False)
class PeriodSums:
    """One period's sums over the rows of a level.

    Attributes:
        reporters: ids of the units that should have reported, ascending.
        keeps: whether sums are kept; those by commune are as large as the slab itself and are not.
    """

    slab: Slab
    places: LevelPlaces
    reporters: Ints
    keeps: bool
    _placed: Placed = field(init=False)
    _strangers: Ints = field(init=False)
    _stranger_places: Placed | None = field(init=False, default=None)
    _kept: dict[tuple[str, ...], Summed] = field(default_factory=dict)
    _table: Table | None = None
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        units = self.slab.units
        self._placed = self.places.place(units)
        self._strangers = np.flatnonzero(~np.isin(units, self.reporters, assume_unique=True))
        if len(self._strangers):
            self._stranger_places = self.places.place(units[self._strangers])

    @property
    def size(self) -> int:
        """Bytes held."""
        tables = [] if self._table is None else [self._table.size]
        kept = sum(3 * summed.sums.total.nbytes for summed in self._kept.values())
        return self._placed.order.nbytes + kept + sum(tables) + 1024

    def singles(self, columns: Sequence[str]) -> Summed:
        """Each column by itself."""
        if not self.keeps:
            return self._single(columns)
        with self._lock:
            if self._table is None:
                self._table = Table.empty(len(self.slab.places), len(self.places.row_ids))
            at = np.array([self.slab.places[column] for column in columns], dtype=np.int64)
            lacking = at[~self._table.done[at]]
            if len(lacking):
                names = {place: name for name, place in self.slab.places.items()}
                self._table.fill(lacking, self._single([names[int(i)] for i in lacking]))
            return self._table.take(at)

    def together(self, columns: Sequence[str], *, everyone: bool) -> Summed:
        """Columns of one measure: of the units that gave all of them (`everyone`), or of those that gave any."""
        key = ("all" if everyone else "any", *columns)
        with self._lock:
            known = self._kept.get(key)
        if known is None:
            known = self._joint(columns, everyone=everyone)
            if self.keeps:
                with self._lock:
                    self._kept[key] = known
        return known

    def _single(self, columns: Sequence[str]) -> Summed:
        values, known = self.slab.rows(columns)
        sums = sum_rows(values, known, self._placed, len(self.places.row_ids))
        return Summed(sums, sums.count, self._unforeseen(known))

    def _joint(self, columns: Sequence[str], *, everyone: bool) -> Summed:
        values, known = self.slab.rows(columns)
        present: Flags = np.asarray(known.all(axis=0) if everyone else known.any(axis=0))
        chosen = known & present
        rows = len(self.places.row_ids)
        sums = sum_rows(np.where(chosen, values, 0), chosen, self._placed, rows)
        reported = count_rows(present[np.newaxis], self._placed, rows)
        return Summed(sums, reported, self._unforeseen(present[np.newaxis]))

    def _unforeseen(self, known: Flags) -> Ints | None:
        if self._stranger_places is None:
            return None
        return count_rows(
            known[:, self._strangers], self._stranger_places, len(self.places.row_ids)
        )


@dataclass(slots=True, eq=False)
class Table:
    """Sums of all columns of a period, filled in as they are asked for."""

    done: Flags
    total: Ints
    count: Ints
    estimated: Ints | None = None
    unforeseen: Ints | None = None

    @classmethod
    def empty(cls, columns: int, rows: int) -> Table:
        """Nothing filled in."""
        return cls(
            np.zeros(columns, dtype=np.bool_),
            np.zeros((columns, rows), dtype=np.int64),
            np.zeros((columns, rows), dtype=np.int32),
        )

    @property
    def size(self) -> int:
        """Bytes held."""
        more = [part for part in (self.estimated, self.unforeseen) if part is not None]
        return self.total.nbytes + self.count.nbytes + sum(part.nbytes for part in more)

    def fill(self, at: Ints, found: Summed) -> None:
        """Fill columns in."""
        self.total[at], self.count[at] = found.sums.total, found.sums.count
        if found.sums.estimated is not None:
            if self.estimated is None:
                self.estimated = np.zeros_like(self.total)
            self.estimated[at] = found.sums.estimated
        if found.unforeseen is not None:
            if self.unforeseen is None:
                self.unforeseen = np.zeros_like(self.count)
            self.unforeseen[at] = found.unforeseen
        self.done[at] = True

    def take(self, at: Ints) -> Summed:
        """Columns out of it."""
        count = self.count[at]
        estimated = None if self.estimated is None else self.estimated[at]
        unforeseen = None if self.unforeseen is None else self.unforeseen[at]
        return Summed(RowSums(self.total[at], count, estimated), count, unforeseen)
