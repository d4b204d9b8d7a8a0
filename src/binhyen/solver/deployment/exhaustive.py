"""Proof: every plan better than the one at hand uses only triples and waves cheap enough; those few are searched whole."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Final

from binhyen.solver.deployment.choosing import ALLOWED, all_below, joined
from binhyen.solver.deployment.draft import Draft, draft_of
from binhyen.solver.deployment.fixing import Search
from binhyen.solver.deployment.master import joint
from binhyen.solver.deployment.programme import Limits, Outcome

ALL_COLUMNS: Final = 150_000
ALL_NODES: Final = 20_000
FIRST_SHARE: Final = 0.25
WORK: Final = 3_000_000
FEWEST_NODES: Final = 20
"""Nodes of wide programmes cost more: nodes × columns stay below WORK, so that a search without an end gives up in
minutes on any machine, with an honest bound."""
ROUNDING: Final = 0.01
"""Reduced costs are float32, right to much less than this."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to search at most."""

    columns: int
    nodes: int
    rising: bool = True
    """Whether to search cheaper parts first, for better plans that leave less to prove."""


FULL: Final = Effort(columns=40_000, nodes=50_000)
LIGHT: Final = Effort(columns=5_000, nodes=40, rising=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """The best draft known and a bound on every plan."""

    draft: Draft | None
    bound: float


def proven(search: Search, draft: Draft, effort: Effort) -> Proof:
    """Search everything that could beat the draft, the cheapest half first; gives up without loss where it is too much."""
    bound, share = search.bound.value, FIRST_SHARE if effort.rising else 1.0
    while True:
        spare = draft.objective - 1 - search.bound.value + ROUNDING
        if spare < 0:
            return Proof(draft, bound)
        found = _searched(search, draft, spare, min(1.0, share), effort)
        if found.draft is None:
            return Proof(draft, bound)
        draft, bound = found.draft, max(bound, found.bound)
        if share >= 1.0 or search.clock.is_over():
            return Proof(draft, bound)
        share *= 2


def _searched(search: Search, draft: Draft, spare: float, share: float, effort: Effort) -> Proof:
    """The best draft among triples and waves of up to a share of what is spare; with all of it, a bound on every plan."""
    facts, bound = search.facts, search.bound
    limit = spare * share
    cheap = all_below(facts, bound.reduced, limit)
    if len(cheap) > effort.columns:
        return Proof(None, bound.value)
    columns = joined(facts, cheap, draft.columns) if share < 1 else cheap
    master = joint(facts, columns, facts.capped, window=bound.opening <= limit, whole=True)
    nodes = min(effort.nodes, max(FEWEST_NODES, WORK // max(1, len(columns))))
    limits = Limits(
        nodes=nodes, seconds=search.clock.left(), cutoff=draft.objective - 0.5, gap=0.99
    )
    answer = master.programme.solve(seed=search.seed, limits=limits)
    best = draft
    if answer.found:
        found = draft_of(facts, master.chosen(answer), master.waves(answer))
        best = min(draft, found, key=lambda one: one.objective)
    if share < 1:
        return Proof(best, bound.value)
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
