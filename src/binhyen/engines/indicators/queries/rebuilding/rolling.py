"""A period's roll-ups from its values as one matrix: whole units by array sums, units that ended by the exact rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from binhyen.engines.indicators.models import ReportingPeriod, RollUp
from binhyen.engines.indicators.queries.grids.placing import level_places
from binhyen.engines.indicators.queries.grids.slabs import Slab
from binhyen.engines.indicators.queries.parquet import Layout
from binhyen.engines.indicators.queries.places import gathering
from binhyen.engines.indicators.queries.trees import Forest, Tree
from binhyen.engines.indicators.rules.cubes import Flags, Ints
from binhyen.engines.indicators.rules.deltas import Delta
from binhyen.engines.indicators.rules.summing import count_rows, sum_rows

LEVELS_ABOVE = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Rolled:
    """What a roll-up row should hold."""

    sums: Mapping[str, int]
    counts: Mapping[str, int]
    reports: int
    guests: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """A roll-up row that was not what the approved reports give."""

    unit_id: int
    stored: Rolled | None
    fresh: Rolled | None


def rolled_up(period: ReportingPeriod, layout: Layout, slab: Slab) -> dict[int, Rolled]:
    """Every ancestor's totals over a period, from the values of its slab."""
    tree = Forest().on(period.end - timedelta(days=1))
    values, known = slab.rows([column for _, column in layout])
    inside = np.isin(slab.units, np.fromiter(tree.structure.units, dtype=np.int64))
    keys = np.array([key for key, _ in layout])
    found: dict[int, Rolled] = {}
    for level in LEVELS_ABOVE:
        found |= _at_level(
            tree, level, slab.units[inside], values[:, inside], known[:, inside], keys
        )
    return with_guests(found, period, guest_values(layout, slab, ~inside))


def guest_values(layout: Layout, slab: Slab, which: Flags) -> dict[int, dict[str, int]]:
    """The reports of units that are not of the period's tree, by unit."""
    values, known = slab.rows([column for _, column in layout])
    return {
        int(slab.units[place]): {
            key: int(values[row, place]) for row, (key, _) in enumerate(layout) if known[row, place]
        }
        for place in np.flatnonzero(which).tolist()
    }


def with_guests(
    found: dict[int, Rolled], period: ReportingPeriod, guests: Mapping[int, Mapping[str, int]]
) -> dict[int, Rolled]:
    """The totals with the reports of units that ended within the period added, as an approval adds them."""
    if not guests:
        return found
    deltas = gathering(period)
    for unit_id, values in guests.items():
        deltas.change(unit_id, None, dict(values))
    for unit_id, delta in deltas.totals().items():
        found[unit_id] = _joined(found.get(unit_id), delta)
    return found


def stored_rollups(period: ReportingPeriod) -> dict[int, Rolled]:
    """The totals as they are stored."""
    rows = RollUp.objects.filter(period=period)
    columns = ("unit_id", "sums", "counts", "reports", "guests")
    return {unit_id: Rolled(*held) for unit_id, *held in rows.values_list(*columns)}


def differences(stored: Mapping[int, Rolled], fresh: Mapping[int, Rolled]) -> list[Difference]:
    """The rows that are not the same, by unit."""
    return [
        Difference(unit_id, stored.get(unit_id), fresh.get(unit_id))
        for unit_id in sorted({*stored, *fresh})
        if stored.get(unit_id) != fresh.get(unit_id)
    ]


def _at_level(
    tree: Tree, level: int, units: Ints, values: Ints, known: Flags, keys: np.ndarray
) -> dict[int, Rolled]:
    places = level_places(tree, level)
    placed, rows = places.place(units), len(places.row_ids)
    sums = sum_rows(values, known, placed, rows)
    reports = count_rows(np.ones((1, len(units)), dtype=np.bool_), placed, rows)[0]
    found = {}
    for row in np.flatnonzero(reports).tolist():
        held = sums.count[:, row] > 0
        names = keys[held].tolist()
        found[int(places.row_ids[row])] = Rolled(
            dict(zip(names, sums.total[held, row].tolist(), strict=True)),
            dict(zip(names, sums.count[held, row].tolist(), strict=True)),
            int(reports[row]),
        )
    return found


def _joined(held: Rolled | None, delta: Delta) -> Rolled:
    sums = dict(held.sums) if held else {}
    counts = dict(held.counts) if held else {}
    for key, count in delta.counts.items():
        sums[key] = sums.get(key, 0) + delta.sums[key]
        counts[key] = counts.get(key, 0) + count
        if not counts[key]:
            del sums[key], counts[key]
    reports = (held.reports if held else 0) + delta.reports
    return Rolled(sums, counts, reports, delta.guests)
