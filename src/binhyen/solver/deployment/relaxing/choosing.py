"""Which triples a programme begins with, and which it takes up next; capped by rank, never by a threshold of cost."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.layout import NO_TRIPLES, Layout, Triples
from binhyen.solver.deployment.problem import POSTS

Reals = NDArray[np.float64]
Whole = NDArray[np.int32]
Mask = NDArray[np.bool_]

SPARE: Final = 10
"""So many more than needed for each post and floor; fewer costs rounds, more costs each round (Thanh Hóa: 10 best)."""
ROUND: Final = 12
DUST: Final = 1e-6


def first_triples(layout: Layout) -> Triples:
    """The cheapest few for each post, and for each floor the cheapest few who count for it."""
    model, found = layout.model, NO_TRIPLES
    for post, name in enumerate(POSTS):
        allowed = model.allowed(post) & (model.demand[:, post] > 0)
        cost = model.pair + model.match[:, post, None]
        chosen = _cheapest(cost, allowed, SPARE + 3 * model.demand[:, post].astype(np.int64))
        if name == "officer":
            for group, members in enumerate(layout.has):
                rows = np.flatnonzero(members)
                amount = _floor_amounts(layout, group)
                chosen[rows] |= _cheapest(cost[rows], allowed[rows], amount)
        officer, unit = np.nonzero(chosen)
        found = found + Triples(officer, unit, np.full(officer.size, post))
    return found


def everything(layout: Layout) -> Triples:
    """Every triple the rules about pairs allow."""
    model, found = layout.model, NO_TRIPLES
    for post in range(len(POSTS)):
        officer, unit = np.nonzero(model.allowed(post) & (model.demand[:, post] > 0))
        found = found + Triples(officer, unit, np.full(officer.size, post))
    return found


def distinct(layout: Layout, triples: Triples) -> Triples:
    """Each triple once, in a fixed order."""
    units = len(layout.model.problem.units)
    number = (triples.post * len(layout.owner) + triples.officer) * units + triples.unit
    _, first = np.unique(number, return_index=True)
    return triples.only(first)


def most_worth(worth: Reals, demand: Whole, post: int, cost: Whole) -> Triples:
    """For each unit the few triples worth most (above 0), the cheapest first among equals."""
    most = min(worth.shape[0], ROUND)
    if not most:
        return NO_TRIPLES
    order = np.argpartition(cost * 1e-7 - worth, most - 1, axis=0)[:most]
    rank, unit = np.nonzero((np.take_along_axis(worth, order, axis=0) > DUST) & (demand > 0))
    officer = order[rank, unit]
    return Triples(officer, unit, np.full(officer.size, post))


def _floor_amounts(layout: Layout, group: int) -> NDArray[np.int64]:
    floors = layout.model.floors
    return np.array(
        [0 if row < 0 else SPARE + 2 * floors[row].amount for row in layout.floor[group]],
        dtype=np.int64,
    )


def _cheapest(cost: Whole, allowed: Mask, amount: NDArray[np.int64]) -> Mask:
    """O×U: for each unit the `amount` cheapest of those allowed; equals in the order of the problem."""
    chosen = np.zeros(cost.shape, dtype=bool)
    most = int(min(cost.shape[0], amount.max(initial=0)))
    if not most:
        return chosen
    ranking = np.where(allowed, cost, np.iinfo(np.int32).max)
    order = np.sort(np.argpartition(ranking, most - 1, axis=0)[:most], axis=0)
    by_cost = np.argsort(np.take_along_axis(ranking, order, axis=0), axis=0, kind="stable")
    ranked = np.take_along_axis(order, by_cost, axis=0)
    rank, unit = np.nonzero(np.arange(most)[:, None] < amount[None, :])
    chosen[ranked[rank, unit], unit] = True
    return chosen & allowed
