"""What grids remember in one process: sums by report period and level, each valid for one stamp of its period.

Nothing here knows of actors: rights are checked before anything is looked up, and what is remembered is the whole
country's, never a part that someone may see.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

import numpy as np

from binhyen.engines.indicators.models import ReportingPeriod
from binhyen.engines.indicators.queries.grids.placing import level_places
from binhyen.engines.indicators.queries.grids.slabs import Slab
from binhyen.engines.indicators.queries.grids.sums import PeriodSums
from binhyen.engines.indicators.queries.parquet import Layout, fresh_slab
from binhyen.engines.indicators.queries.trees import Tree
from binhyen.engines.indicators.rules.catalogue import DefinitionInfo
from binhyen.engines.units.api import Level
from binhyen.kernel.periods import Period

BUDGET = 384 * 2**20
"""Bytes of sums one process keeps; 48 months of 80 elements by province take 5 MB, by district 60 MB."""


@dataclass(frozen=True, slots=True)
class Form:
    """A report definition as grids need it: with its layout and its stored periods by code."""

    info: DefinitionInfo
    layout: Layout
    stored: dict[str, ReportingPeriod]

    @property
    def reporters(self) -> frozenset[str]:
        """The types of units that make this report."""
        return frozenset(self.info.entry.reporters)


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: str
    layout: Layout
    tree: Tree
    own_tree: Tree
    sums: PeriodSums


def period_sums(form: Form, period: Period, own_tree: Tree, tree: Tree, level: int) -> PeriodSums:
    """The sums of a period over a level of a tree, made anew when the period's stamp is another.

    Args:
        own_tree: of the period's last day; it says who should have reported.
        tree: whose rows are wanted.
    """
    key = (form.info.id, period.code, id(own_tree), id(tree), level)
    stored = form.stored.get(period.code)
    stamp = "" if stored is None else stored.stamp
    with _lock:
        known = _kept.get(key)
        if known is not None and (known.stamp, known.layout) == (stamp, form.layout):
            _kept.move_to_end(key)
            return known.sums
    slab = nobody(form.layout) if stored is None else fresh_slab(stored, form.layout)
    places = level_places(tree, level)
    made = PeriodSums(
        slab,
        places,
        own_tree.reporter_ids(form.reporters, form.info.owner_id),
        keeps=level < Level.COMMUNE,
    )
    with _lock:
        # The trees are held so that no other object can bear the identities used in the key.
        _kept[key] = _Kept(stamp, form.layout, tree, own_tree, made)
        _shrink()
    return made


def nobody(layout: Layout) -> Slab:
    """The slab of a period over which nothing was reported."""
    places = {column: row for row, (_, column) in enumerate(layout)}
    return Slab(
        np.zeros(0, dtype=np.int64),
        places,
        np.zeros((len(places), 0), dtype=np.int32),
        int(np.iinfo(np.int32).min),
    )


def forget() -> None:
    """Drop everything remembered; it comes back when asked for."""
    with _lock:
        _kept.clear()


def remembered_bytes() -> int:
    """How much is kept."""
    with _lock:
        return sum(kept.sums.size for kept in _kept.values())


def _shrink() -> None:
    held = sum(kept.sums.size for kept in _kept.values())
    while held > BUDGET and len(_kept) > 1:
        _, dropped = _kept.popitem(last=False)
        held -= dropped.sums.size


_kept: OrderedDict[tuple[int, str, int, int, int], _Kept] = OrderedDict()
_lock = Lock()
