"""Better plans from a plan: some units at a time choose people and waves anew, all others stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from binhyen.solver.deployment.choosing import joined
from binhyen.solver.deployment.columns import Columns
from binhyen.solver.deployment.draft import Draft, draft_of
from binhyen.solver.deployment.facts import Facts
from binhyen.solver.deployment.fixing import Search
from binhyen.solver.deployment.master import joint
from binhyen.solver.deployment.model import Mask
from binhyen.solver.deployment.programme import Limits

SIZES: Final = (80, 120, 180, 270)
"""Units set free at a time; larger when `PATIENCE` rounds brought nothing."""
PATIENCE: Final = 14
NODES: Final = 60
CORE: Final = (0.04, 12)
CENTRES: Final = 5


def improved(search: Search, draft: Draft) -> Iterator[Draft]:
    """Ever better drafts, until one is good enough, patience ends or time does."""
    facts = search.facts
    core = search.core(*CORE)
    random = np.random.default_rng(search.seed)
    for size in SIZES:
        fruitless = 0
        while fruitless < PATIENCE and draft.objective > search.enough:
            if search.clock.is_over():
                return
            free = _free_units(facts, random, size, spread=bool(fruitless % 2))
            better = _reopened(search, draft, core, free)
            fruitless += 1
            if better is not None:
                draft, fruitless = better, 0
                yield draft
        if size >= len(facts.size):
            return


def _free_units(facts: Facts, random: np.random.Generator, size: int, *, spread: bool) -> Mask:
    """Neighbours of one unit, or of several far apart."""
    units = facts.model.problem.units
    place = np.radians(np.array([(unit.lat, unit.lon) for unit in units]))
    place[:, 1] *= np.cos(place[:, 0].mean())
    free = np.zeros(len(units), dtype=bool)
    centres = CENTRES if spread else 1
    for _ in range(centres):
        centre = place[random.integers(len(units))]
        away = ((place - centre) ** 2).sum(axis=1)
        free[np.argsort(away, kind="stable")[: max(1, size // centres)]] = True
    return free


def _reopened(search: Search, draft: Draft, core: Columns, free: Mask) -> Draft | None:
    """The best plan that differs from the draft in the free units alone, if it is better."""
    facts = search.facts
    busy = np.zeros(len(facts.donor), dtype=bool)
    busy[draft.columns.officer[~free[draft.columns.unit]]] = True
    offered = core.where(free[core.unit] & ~busy[core.officer])
    window = facts.model.window & free[:, None]
    fixed = np.flatnonzero(~free)
    window[fixed, draft.waves[fixed] - 1] = True
    columns = joined(facts, draft.columns, offered)
    master = joint(facts, columns, facts.capped, window=window, whole=True)
    limits = Limits(
        gap=0.99,
        nodes=NODES,
        seconds=search.clock.left(),
        cutoff=draft.objective - 0.5,
        target=search.enough,
    )
    answer = master.programme.solve(seed=search.seed, limits=limits)
    if not answer.found:
        return None
    found = draft_of(facts, master.chosen(answer), master.waves(answer))
    return found if found.objective < draft.objective else None
