"""Adding a period up in this process: text from the database, columns in DuckDB, sums over arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from binhyen.engines.indicators.models import ReportingPeriod
from binhyen.engines.indicators.queries.parquet import (
    Layout,
    drop_stale,
    fresh_slab,
    make_files,
)
from binhyen.engines.indicators.queries.rebuilding.rolling import Difference, Rolled, rolled_up
from binhyen.engines.indicators.queries.verifying import fresh_deltas
from binhyen.kernel.memory import remembering

Sums = Callable[[ReportingPeriod, Layout], tuple[int, dict[int, Rolled]]]
"""From a period and its columns to how many values it has and its totals by unit; makes its files on the way."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What rebuilding a period found.

    Attributes:
        values: approved values it holds.
        rows: roll-up rows it has.
        differences: those that had been wrong; they are right now.
    """

    period: str
    values: int
    rows: int
    differences: tuple[Difference, ...]


def local_sums(period: ReportingPeriod, layout: Layout) -> tuple[int, dict[int, Rolled]]:
    """A period's files and totals, made here."""
    make_files(period, layout)
    drop_stale(period, layout)
    return summed_from_files(period, layout)


def summed_from_files(period: ReportingPeriod, layout: Layout) -> tuple[int, dict[int, Rolled]]:
    """How many values the period's slab holds, and its totals."""
    with remembering():
        slab = fresh_slab(period, layout)
        values = int(np.count_nonzero(slab.data != slab.lacking))
        return values, rolled_up(period, layout, slab)


def one_by_one(period: ReportingPeriod) -> dict[int, Rolled]:
    """The totals report by report, as approvals add them."""
    return {
        unit_id: Rolled(
            {key: delta.sums[key] for key, count in delta.counts.items() if count},
            {key: count for key, count in delta.counts.items() if count},
            delta.reports,
            delta.guests,
        )
        for unit_id, delta in fresh_deltas(period).totals().items()
    }
