"""A plan as arrays, on its way from one method to the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from binhyen.solver.deployment.columns import Columns
from binhyen.solver.deployment.duals import Duals
from binhyen.solver.deployment.facts import Facts, Indices, Reals
from binhyen.solver.deployment.plan import Plan, Posting, Prices
from binhyen.solver.deployment.problem import POSTS


@dataclass(frozen=True, slots=True)
class Draft:
    """Triples of a plan, the wave of every unit (U, from 1), and what it costs."""

    columns: Columns
    waves: Indices
    objective: int


def draft_of(facts: Facts, columns: Columns, waves: Indices) -> Draft:
    """A draft with its objective."""
    wait = facts.model.wait[np.arange(len(waves)), waves - 1].astype(np.int64)
    taken = np.bincount(facts.donor[columns.officer], minlength=len(facts.release_cap))
    disrupted = sum(
        _climb(steps, int(count))
        for steps, count in zip(facts.disruption_steps, taken, strict=True)
    )
    cost = int(columns.cost(facts.model).sum()) + int(wait.sum()) + disrupted
    return Draft(columns, waves, cost)


def crowding(facts: Facts, draft: Draft) -> Reals:
    """G×W: how many officers more than (6) allows each donor gives in each wave."""
    given = np.zeros(facts.wave_caps.shape)
    at = (facts.donor[draft.columns.officer], draft.waves[draft.columns.unit] - 1)
    np.add.at(given, at, 1)
    return np.maximum(0.0, given - facts.wave_caps)


def plan_of(facts: Facts, draft: Draft) -> Plan:
    """The draft in the names of its problem."""
    problem, columns = facts.model.problem, draft.columns
    return Plan(
        tuple(
            Posting(problem.candidates[o].id, problem.units[u].key, POSTS[p], int(draft.waves[u]))
            for o, u, p in zip(
                columns.officer.tolist(), columns.unit.tolist(), columns.post.tolist(), strict=True
            )
        )
    )


def prices_of(facts: Facts, duals: Duals) -> Prices:
    """Rounded prices in the names of their problem; zeros left out."""
    model, problem = facts.model, facts.model.problem
    units = [unit.key for unit in problem.units]
    donors = [donor.id for donor in problem.donors]
    post = np.where((model.demand > 0)[:, :, None], duals.post, _unwanted(facts, duals))
    asked = (post != 0) & model.window[:, None, :]
    floors = [(model.floors[n], float(duals.floor[n])) for n in np.flatnonzero(duals.floor)]
    kept = [(model.ceilings[n], float(duals.keep[n])) for n in np.flatnonzero(duals.keep)]
    late = zip(duals.late_officer, duals.late_unit, duals.late, strict=True)
    return Prices(
        demand={
            (units[u], POSTS[p], int(w) + 1): float(post[u, p, w]) for u, p, w in np.argwhere(asked)
        },
        party={units[floor.unit]: price for floor, price in floors if floor.kind == "party"},
        need={
            (units[floor.unit], floor.skill): price
            for floor, price in floors
            if floor.kind == "need"
        },
        release={donors[g]: float(duals.donor[g]) for g in np.flatnonzero(duals.donor)},
        release_wave={
            (donors[g], int(w) + 1): float(duals.release_wave[g, w])
            for g, w in np.argwhere(duals.release_wave)
        },
        keep={(donors[one.donor], one.skill): price for one, price in kept},
        capacity={int(w) + 1: float(duals.capacity[w]) for w in np.flatnonzero(duals.capacity)},
        avail={(problem.candidates[o].id, units[u]): float(price) for o, u, price in late if price},
    )


def _unwanted(facts: Facts, duals: Duals) -> Reals:
    """U×1×1: a price so low that nobody gains by a post nobody asks for, though quotas pay for people there.

    Readings of the certificate differ in whether such posts count; at this price they need not.
    """
    paid = np.zeros(len(facts.size))
    for floor, price in zip(facts.model.floors, duals.floor, strict=True):
        paid[floor.unit] += price
    return -(paid + max(0.0, -float(duals.donor.min(initial=0.0)))).round(4)[:, None, None]


def _climb(steps: list[tuple[int, int]], count: int) -> int:
    """D_g of a count."""
    total = 0
    for width, points in steps:
        total += min(width, count) * points
        count -= min(width, count)
    return total
