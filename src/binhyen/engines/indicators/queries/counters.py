"""Counters: how elements counted from rows get their values; owners of the rows register them at start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from binhyen.engines.units.api import Level, structure

Counter = Callable[[date, int], Mapping[int, int]]
"""From a day and a unit to counts by unit at or below it; a unit left out counts 0."""

_counters: dict[str, Counter] = {}


def register_counter(name: str, count: Counter) -> None:
    """Name a counter; the last one registered under a name counts.

    Args:
        count: called with a day (inclusive) and the id of a unit in force that day. Its counts go by the unit
            where the rows are, usually of commune level; they are summed upwards here.
    """
    _counters[name] = count


def counted(name: str, on: date, under_id: int) -> Mapping[int, int] | None:
    """Counts by unit; None when no counter of that name is registered."""
    counter = _counters.get(name)
    return None if counter is None else counter(on, under_id)


def programme_units(on: date, under_id: int) -> dict[int, int]:
    """1 for every commune and township of the programme."""
    tree = structure(on)
    return {unit_id: 1 for unit_id in tree.subtree(under_id) if tree.in_programme(unit_id)}


def commune_level_units(on: date, under_id: int) -> dict[int, int]:
    """1 for every unit of commune level, wards and special zones included."""
    return {unit.id: 1 for unit in structure(on).at_level(Level.COMMUNE, under_id)}
