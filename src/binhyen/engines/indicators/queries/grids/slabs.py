"""Slabs: one period's approved values as a mapped matrix, column × unit; all processes share the pages of one file.

A slab lies beside the period's analysis file, bears the same stamp and may be deleted as freely. The first row holds
the unit ids, each further row one value key; 32-bit numbers where they suffice, and the smallest of the type for "not
reported". Mapped, not read: what is never asked for never takes memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from binhyen.engines.indicators.rules.cubes import Flags, Ints

Matrix = np.ndarray[Any, np.dtype[Any]]
OPEN = 1024
"""Mapped slabs kept open; a mapping costs a few hundred bytes until its pages are read."""


@dataclass(frozen=True, slots=True, eq=False)
class Slab:
    """One period's approved values.

    Attributes:
        units: ids of the units that reported, ascending.
        places: the row of each column in `data`.
        data: column × unit, scaled whole numbers.
        lacking: what stands for "not reported".
    """

    units: Ints
    places: Mapping[str, int]
    data: Matrix
    lacking: int

    def rows(self, columns: Sequence[str]) -> tuple[Ints, Flags]:
        """(values with 0 where not reported, which are reported), both column × unit."""
        stored = self.data[[self.places[column] for column in columns]]
        known: Flags = stored != self.lacking
        values = stored.astype(np.int64)
        values[~known] = 0
        return values, known


def write_slab(path: Path, found: Mapping[str, Matrix], columns: Sequence[str]) -> None:
    """Write a slab from the arrays of a database, masked where NULL; the caller renames it into place."""
    units = np.asarray(found["unit"])
    filled = [np.ma.masked_array(found[column]) for column in columns]
    largest = max(
        (int(np.abs(column).max()) for column in filled if column.count()),
        default=0,
    )
    kind = np.int32 if max(largest, int(units.max(initial=0))) < 2**31 - 1 else np.int64
    lacking = int(np.iinfo(kind).min)
    matrix = np.empty((1 + len(columns), len(units)), dtype=kind)
    matrix[0] = units
    for row, column in enumerate(filled, start=1):
        matrix[row] = column.filled(lacking) if column.dtype == np.int64 else lacking
    with path.open("wb") as handle:
        np.lib.format.write_array(handle, matrix, allow_pickle=False)


def open_slab(path: Path, columns: Sequence[str]) -> Slab:
    """The slab in a file; the same object as long as the file bears the same name.

    Raises:
        OSError: no such file.
    """
    with _lock:
        known = _open.get(path)
        if known is None:
            known = _open[path] = _mapped(path, columns)
        _open.move_to_end(path)
        while len(_open) > OPEN:
            _open.popitem(last=False)
        return known


def _mapped(path: Path, columns: Sequence[str]) -> Slab:
    try:
        matrix = np.load(path, mmap_mode="r")
    except ValueError:
        # Nothing can be mapped of a period without reports.
        matrix = np.load(path)
    places = {column: row for row, column in enumerate(columns)}
    return Slab(
        np.array(matrix[0], dtype=np.int64), places, matrix[1:], int(np.iinfo(matrix.dtype).min)
    )


_open: OrderedDict[Path, Slab] = OrderedDict()
_lock = Lock()
