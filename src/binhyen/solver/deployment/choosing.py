"""Which of all triples enter a programme: by rank of reduced cost, never by a threshold alone.

Thousands of officers of one town tie; a threshold would let them all in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.columns import Columns, key_of
from binhyen.solver.deployment.facts import Facts, Indices, Reals
from binhyen.solver.deployment.duals import FAR_ABOVE

ALLOWED = FAR_ABOVE / 2


@dataclass(frozen=True, slots=True)
class Ranks:
    """How many of the cheapest triples to take for each post of a unit, officer, and floor of a unit."""

    post: int = 16
    officer: int = 3
    floor: int = 5


def cheapest(facts: Facts, reduced: list[Reals], ranks: Ranks) -> Columns:
    """The cheapest triples of every post, every officer and every floor."""
    best = np.minimum.reduce(reduced)
    post = np.argmin(np.stack(reduced), axis=0) if ranks.officer or ranks.floor else best
    keys = [_by_post(facts, one, number, ranks.post) for number, one in enumerate(reduced)]
    if ranks.officer:
        keys.append(_by_officer(facts, best, post, ranks.officer))
    if ranks.floor:
        keys += [_by_floor(facts, best, post, number, ranks.floor) for number in range(len(facts.clubs))]
    return Columns.of_keys(keys, facts.model)


def below(facts: Facts, reduced: list[Reals], limit: float) -> Columns:
    """Every triple of less reduced cost than `limit`."""
    keys = []
    for number, one in enumerate(reduced):
        officer, unit = np.nonzero(one < limit)
        keys.append(key_of(facts.model, officer, unit, number))
    return Columns.of_keys(keys, facts.model)


def _by_post(facts: Facts, reduced: Reals, post: int, count: int) -> NDArray[np.int64]:
    officer = _least(reduced, count, axis=0)
    unit = np.broadcast_to(np.arange(reduced.shape[1])[None, :], officer.shape)
    return _keys(facts, officer, unit, np.full(officer.shape, post), reduced)


def _by_officer(facts: Facts, best: Reals, post: Indices, count: int) -> NDArray[np.int64]:
    unit = _least(best, count, axis=1)
    officer = np.broadcast_to(np.arange(best.shape[0])[:, None], unit.shape)
    return _keys(facts, officer, unit, post[officer, unit], best)


def _by_floor(facts: Facts, best: Reals, post: Indices, club: int, count: int) -> NDArray[np.int64]:
    officers = np.flatnonzero(facts.clubs[club].members & facts.usable)
    units = np.flatnonzero(facts.clubs[club].floor_of_unit >= 0)
    chosen = _least(best[np.ix_(officers, units)], count, axis=0)
    unit = np.broadcast_to(units[None, :], chosen.shape)
    officer = officers[chosen]
    return _keys(facts, officer, unit, post[officer, unit], best)


def _least(values: Reals, count: int, axis: int) -> Indices:
    """Indices of the `count` least along an axis (all if there are fewer)."""
    length = values.shape[axis]
    if length <= count:
        shape = [1, 1]
        shape[axis] = length
        return np.broadcast_to(np.arange(length).reshape(shape), values.shape)
    part = np.argpartition(values, count - 1, axis=axis)
    return part[:count] if axis == 0 else part[:, :count]


def _keys(
    facts: Facts, officer: Indices, unit: Indices, post: Indices, reduced: Reals
) -> NDArray[np.int64]:
    keys = key_of(facts.model, officer, unit, post)
    return keys[reduced[officer, unit] < ALLOWED]
