"""Proof: every plan better than the one at hand uses only triples and waves cheap enough; those few are searched whole."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Final

from binhyen.solver.deployment.choosing import ALLOWED, all_below
from binhyen.solver.deployment.draft import Draft, draft_of
from binhyen.solver.deployment.fixing import Search
from binhyen.solver.deployment.master import joint
from binhyen.solver.deployment.programme import Limits, Outcome

ALL_COLUMNS: Final = 150_000
ALL_NODES: Final = 20_000
ROUNDING: Final = 0.01
"""Reduced costs are float32, right to much less than this."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to search at most."""

    columns: int
    nodes: int


FULL: Final = Effort(columns=100_000, nodes=50_000)
LIGHT: Final = Effort(columns=12_000, nodes=200)


@dataclass(frozen=True, slots=True)
class Proof:
    """The best draft known and a bound on every plan."""

    draft: Draft | None
    bound: float


def proven(search: Search, draft: Draft, effort: Effort) -> Proof:
    """Search everything that could beat the draft; gives up without loss where that is too much."""
    facts, bound = search.facts, search.bound
    spare = draft.objective - 1 - bound.value + ROUNDING
    if spare < 0:
        return Proof(draft, bound.value)
    cheap = all_below(facts, bound.reduced, spare)
    if len(cheap) > effort.columns:
        return Proof(draft, bound.value)
    master = joint(facts, cheap, facts.capped, window=bound.opening <= spare, whole=True)
    answer = master.programme.solve(
        seed=search.seed,
        limits=Limits(
            nodes=effort.nodes, seconds=search.clock.left(), cutoff=draft.objective - 0.5, gap=0.99
        ),
    )
    best = draft
    if answer.found:
        found = draft_of(facts, master.chosen(answer), master.waves(answer))
        best = min(draft, found, key=lambda one: one.objective)
    if answer.outcome is Outcome.INFEASIBLE:
        return Proof(best, best.objective)
    return Proof(best, max(bound.value, min(best.objective, answer.bound)))


def any_plan(search: Search) -> Proof:
    """Search among all triples for a first plan; a bound of infinity proves that there is none."""
    facts = search.facts
    everything = all_below(facts, search.bound.reduced, ALLOWED)
    if len(everything) > ALL_COLUMNS:
        return Proof(None, search.bound.value)
    master = joint(facts, everything, facts.capped, whole=True)
    answer = master.programme.solve(
        seed=search.seed,
        limits=Limits(nodes=ALL_NODES, seconds=search.clock.left(), target=search.enough),
    )
    if answer.found:
        found = draft_of(facts, master.chosen(answer), master.waves(answer))
        return Proof(found, max(search.bound.value, min(found.objective, answer.bound)))
    hopeless = answer.outcome is Outcome.INFEASIBLE
    return Proof(None, inf if hopeless else search.bound.value)
