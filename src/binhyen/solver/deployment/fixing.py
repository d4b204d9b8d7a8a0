"""First plans: whole numbers over the triples and waves the bound finds nearly free, then each half settled for the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from binhyen.solver.deployment.bounding import Bound
from binhyen.solver.deployment.choosing import Ranks, cheapest, joined
from binhyen.solver.deployment.clock import Clock
from binhyen.solver.deployment.columns import Columns
from binhyen.solver.deployment.draft import Draft, crowding, draft_of
from binhyen.solver.deployment.facts import Facts, Indices
from binhyen.solver.deployment.master import in_waves, joint
from binhyen.solver.deployment.model import Mask
from binhyen.solver.deployment.programme import Limits
from binhyen.solver.deployment.waves import best_waves

LADDER: Final = ((0.012, 8), (0.12, 20), (0.5, 40), (2.0, 80))
"""How dear a triple may be (share of the mean cost of a post), and how many beyond demand by rank."""
POLISH: Final = (0.12, 20)
POLISH_WHOLE: Final = 0.02
NODES: Final = 40
ROOT: Final = 1
"""Large programmes stop before they branch: freeing some units at a time finds more in the same time."""
MANY_NODES: Final = 60


@dataclass(frozen=True, slots=True)
class Search:
    """What the methods that look for plans share."""

    facts: Facts
    bound: Bound
    clock: Clock
    seed: int
    enough: float
    """A plan of this or less ends the search."""
    small: bool
    """Whether to go on to the proof whatever is found."""
    thorough: bool
    """Whether better plans are looked for with all patience."""
    price: float
    """Points for one officer above a cap per wave, where it may give way on the way to a plan."""

    def core(self, dear: float, rank: int) -> Columns:
        """The nearly free triples, with those of the linear programme."""
        ranks = Ranks(post=rank, officer=0, floor=rank)
        nearly = cheapest(self.facts, self.bound.reduced, ranks, below=self.points(dear))
        return joined(self.facts, nearly, self.bound.support)

    def points(self, dear: float) -> float:
        """A share of the mean cost of a post, at least the half point that ties are broken by."""
        return max(0.5, dear * self.bound.value / max(1, int(self.facts.size.sum())))

    @property
    def slackness(self) -> float:
        """How far from its best a step on the way may stop: a fifth of what the whole may be from the bound."""
        return max(0.99, (self.enough - self.bound.value) / 5)


def first_draft(search: Search) -> Draft | None:
    """A plan that keeps every rule; None if the time ran out or the triples tried hold none."""
    # Large problems keep caps per wave afterwards, by waves and by postings: together they take many times longer.
    shared = search.facts.capped & search.small
    for dear, rank in LADDER[1:] if search.small else LADDER:
        draft = _draft(search, search.core(dear, rank), shared)
        if draft is not None or search.clock.is_over():
            return draft
        shared = search.facts.capped
    return None


def _draft(search: Search, core: Columns, shared: Mask) -> Draft | None:
    """Whole postings with the caps per wave that push; then waves for them, then postings for the waves."""
    facts = search.facts
    master = joint(facts, core, shared, whole=True)
    limits = Limits(
        nodes=MANY_NODES if search.small else ROOT,
        seconds=search.clock.left(0.5),
        target=search.enough,
    )
    answer = master.programme.solve(seed=search.seed, limits=limits)
    if not answer.found:
        return None
    rough = draft_of(facts, master.chosen(answer), master.waves(answer))
    if search.small and not _breaks(facts, rough):
        return rough
    limits = Limits(gap=search.slackness, nodes=ROOT, seconds=search.clock.left(0.5))
    waves = best_waves(facts, rough.columns, price=search.price, limits=limits)
    return settled(search, rough, rough.waves if waves is None else waves)


def settled(search: Search, rough: Draft, waves: Indices) -> Draft | None:
    """The best postings for given waves, starting from a draft that may break (6) or (10) in them.

    Broken numbers first: most of them come out whole, and their prices leave few triples for the rest.
    """
    facts = search.facts
    broken = in_waves(facts, joined(facts, search.core(*POLISH), rough.columns), waves)
    answer = broken.programme.solve(limits=Limits(seconds=search.clock.left(0.5)))
    kept = draft_of(facts, rough.columns, waves)
    standing = None if _breaks(facts, kept) else kept
    if not answer.found:
        return standing
    near = answer.reduced[broken.posting] <= search.points(POLISH_WHOLE)
    columns = broken.columns.where(near | (answer.values[broken.posting] > 0))
    if standing is not None:
        columns = joined(facts, columns, rough.columns)
    whole = in_waves(facts, columns, waves, whole=True)
    limits = Limits(gap=search.slackness, nodes=NODES, seconds=search.clock.left(0.5))
    answer = whole.programme.solve(seed=search.seed, limits=limits)
    return draft_of(facts, whole.chosen(answer), waves) if answer.found else standing


def _breaks(facts: Facts, draft: Draft) -> bool:
    """Whether the waves of a draft break (6) or (10)."""
    late = facts.model.available[draft.columns.officer] > draft.waves[draft.columns.unit]
    return bool(late.any() or crowding(facts, draft).any())
