"""Which of all triples enter a programme: by rank of reduced cost, never by a threshold alone.

Thousands of officers of one town tie; a threshold would let them all in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.columns import Columns, key_of
from binhyen.solver.deployment.duals import FAR_ABOVE
from binhyen.solver.deployment.facts import Facts, Indices, Reals

ALLOWED = FAR_ABOVE / 2


@dataclass(frozen=True, slots=True)
class Ranks:
    """How many of the cheapest triples to take: for each post of a unit and each floor of a unit, beyond twice what is
    asked there; and for each officer."""

    post: int = 10
    officer: int = 2
    floor: int = 4


def cheapest(
    facts: Facts, reduced: list[Reals], ranks: Ranks, *, below: float = ALLOWED
) -> Columns:
    """The cheapest triples of every post, every officer and every floor, if cheaper than `below`."""
    tied = [one + facts.tie_breaks for one in reduced]
    best, post = _best(tied)
    keys = [_by_post(facts, one, number, ranks.post, below) for number, one in enumerate(tied)]
    if ranks.officer:
        keys.append(_by_officer(facts, best, post, ranks.officer, below))
    if ranks.floor:
        keys += [
            _by_floor(facts, best, post, number, ranks.floor, below)
            for number in range(len(facts.clubs))
        ]
    return Columns.of_keys(keys, facts.model)


def all_below(facts: Facts, reduced: list[Reals], limit: float) -> Columns:
    """Every triple of less reduced cost than `limit`."""
    keys = []
    for number, one in enumerate(reduced):
        officer, unit = np.nonzero(one < limit)
        keys.append(key_of(facts.model, officer, unit, number))
    return Columns.of_keys(keys, facts.model)


def joined(facts: Facts, *several: Columns) -> Columns:
    """All of them, doubles dropped."""
    return Columns.of_keys([columns.keys(facts.model) for columns in several], facts.model)


def _best(reduced: list[Reals]) -> tuple[Reals, NDArray[np.int8]]:
    """O×U: the least over posts, and whose it is."""
    best, post = reduced[0].copy(), np.zeros(reduced[0].shape, dtype=np.int8)
    for number, one in enumerate(reduced[1:], 1):
        post[one < best] = number
        np.minimum(best, one, out=best)
    return best, post


def _by_post(
    facts: Facts, reduced: Reals, post: int, extra: int, below: float
) -> NDArray[np.int64]:
    """Per unit that has the post: `extra` and twice the demand."""
    counts = extra + 2 * facts.model.demand[:, post].astype(np.int64)
    units = np.flatnonzero(facts.model.demand[:, post])
    unit, officer = _ranked(reduced.T[units], counts[units])
    unit = units[unit]
    cheap = reduced[officer, unit] < below
    return key_of(facts.model, officer[cheap], unit[cheap], post)


def _by_officer(
    facts: Facts, best: Reals, post: NDArray[np.int8], count: int, below: float
) -> NDArray[np.int64]:
    officers = np.flatnonzero(facts.usable)
    officer, unit = _ranked(best[officers], np.full(len(officers), count))
    return _keys(facts, officers[officer], unit, post, best, below)


def _by_floor(
    facts: Facts, best: Reals, post: NDArray[np.int8], club: int, extra: int, below: float
) -> NDArray[np.int64]:
    floor = facts.clubs[club].floor_of_unit
    officers = np.flatnonzero(facts.clubs[club].members & facts.usable)
    units = np.flatnonzero(floor >= 0)
    amounts = np.array(
        [facts.model.floors[number].amount for number in floor[units]], dtype=np.int64
    )
    unit, officer = _ranked(best.T[np.ix_(units, officers)], extra + 2 * amounts)
    return _keys(facts, officers[officer], units[unit], post, best, below)


def _ranked(values: Reals, counts: Indices) -> tuple[Indices, Indices]:
    """Of each row, as many of the least as its count says: rows and columns of them."""
    most = min(int(counts.max(initial=0)), values.shape[1])
    if most == 0 or not len(values):
        none = np.zeros(0, dtype=np.int64)
        return none, none
    if most < values.shape[1]:
        # A copy in row order: partition along the short stride is several times faster.
        part = np.argpartition(np.ascontiguousarray(values), most - 1, axis=1)[:, :most]
    else:
        part = np.broadcast_to(np.arange(most), values.shape)
    rows = np.arange(len(values))[:, None]
    order = np.argsort(values[rows, part], axis=1, kind="stable")
    part = np.take_along_axis(part, order, axis=1)
    taken = np.arange(most)[None, :] < counts[:, None]
    return np.nonzero(taken)[0], part[taken]


def _keys(
    facts: Facts, officer: Indices, unit: Indices, post: NDArray[np.int8], best: Reals, below: float
) -> NDArray[np.int64]:
    cheap = best[officer, unit] < below
    officer, unit = officer[cheap], unit[cheap]
    return key_of(facts.model, officer, unit, post[officer, unit].astype(np.int64))
