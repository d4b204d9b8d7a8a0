"""Better plans from a plan: some units at a time choose people and waves anew, all others stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from binhyen.solver.deployment.choosing import joined
from binhyen.solver.deployment.columns import Columns
from binhyen.solver.deployment.draft import Draft, draft_of
from binhyen.solver.deployment.facts import Facts, Indices, Reals
from binhyen.solver.deployment.fixing import Search
from binhyen.solver.deployment.master import joint
from binhyen.solver.deployment.model import Mask
from binhyen.solver.deployment.programme import Limits

STEPS: Final = ((80, 0.04), (120, 0.08), (180, 0.12), (270, 0.12))
"""Units set free at a time and how dear their triples may be; more of both when `PATIENCE` rounds brought nothing."""
PATIENCE: Final = 10
BRIEFLY: Final = (((40, 0.04),), 4)
"""Steps and patience of a search that is not thorough."""
LEAST: Final = 20
"""Never more than two thirds of the units at a time, unless those are so few."""
NODES: Final = 12
RANK: Final = 16
CENTRES: Final = 5


def improved(search: Search, draft: Draft) -> Iterator[Draft]:
    """Ever better drafts, until one is good enough, patience ends or time does."""
    if draft.objective <= search.enough:
        return
    random, turn = np.random.default_rng(search.seed), 0
    units = len(search.facts.size)
    most = max(LEAST, 2 * units // 3)
    steps, patience = (STEPS, PATIENCE) if search.thorough else BRIEFLY
    for size, dear in steps:
        core, fruitless = search.core(dear, RANK), 0
        while fruitless < patience and draft.objective > search.enough:
            if search.clock.is_over():
                return
            free = _free_units(search, random, draft, min(size, most), turn)
            turn += 1
            better = _reopened(search, draft, core, free)
            fruitless += 1
            if better is not None:
                draft, fruitless = better, 0
                yield draft
        if size >= units:
            return


def _free_units(
    search: Search, random: np.random.Generator, draft: Draft, size: int, turn: int
) -> Mask:
    """In turn: neighbours of one unit, of several far apart, and the units one donor with pushing caps serves."""
    place = _places(search.facts)
    pushing = np.flatnonzero(search.bound.shared)
    kind = turn % (3 if len(pushing) else 2)
    if kind == 2:
        served = _served(search.facts, draft, int(random.choice(pushing)))
        return _around(place, random.choice(served, min(CENTRES, len(served))), size, served)
    centres = random.integers(len(place), size=CENTRES if kind else 1)
    return _around(place, centres, size)


def _around(place: Reals, centres: Indices, size: int, more: Indices | None = None) -> Mask:
    """About `size` units: `more`, and equally many around each centre."""
    free = np.zeros(len(place), dtype=bool)
    if more is not None:
        free[more[:size]] = True
    each = max(1, (size - int(free.sum())) // max(1, len(centres)))
    for centre in centres:
        away = ((place - place[centre]) ** 2).sum(axis=1)
        free[np.argsort(away, kind="stable")[:each]] = True
    return free


def _served(facts: Facts, draft: Draft, donor: int) -> Indices:
    """Units the donor sends anybody to."""
    return np.unique(draft.columns.unit[facts.donor[draft.columns.officer] == donor])


def _places(facts: Facts) -> Reals:
    """U×2: places on a flat map."""
    units = facts.model.problem.units
    place: Reals = np.radians(np.array([(unit.lat, unit.lon) for unit in units]))
    place[:, 1] *= np.cos(place[:, 0].mean())
    return place


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
