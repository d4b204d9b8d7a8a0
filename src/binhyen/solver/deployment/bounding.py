"""The bound: the linear programme over all triples, by columns that pay, and its prices as the certificate.

(6) enters only for donors whose caps push: after a programme without it, a small one asks which those are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from binhyen.solver.deployment.choosing import Ranks, cheapest, joined
from binhyen.solver.deployment.clock import Clock
from binhyen.solver.deployment.columns import Columns
from binhyen.solver.deployment.duals import (
    Duals,
    lower_bound,
    opening_costs,
    reduced_costs,
    with_officers,
)
from binhyen.solver.deployment.facts import Facts, Reals
from binhyen.solver.deployment.flow import bare_costs, first_prices
from binhyen.solver.deployment.master import KINDS, Master, duals_of, joint
from binhyen.solver.deployment.model import Mask
from binhyen.solver.deployment.programme import Answer, Limits, Outcome
from binhyen.solver.deployment.waves import pushing_donors

ROUNDS: Final = 60
"""More rounds of pricing than any instance needed; the best bound of them is valid all the same."""
DUST: Final = 1e-6
PRECISE: Final = 1e-7
NEAR: Final = 0.06
"""Columns dearer than this share of the mean cost of a post are forgotten after a round ..."""
FORGETFUL: Final = 6
"""... but only in the first rounds, lest they come and go for ever."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What the prices prove.

    Attributes:
        value: the certificate, from rounded prices. prices: they.
        reduced: per post, float32 O×U: what a plan with the triple costs at least above `value`.
        opening: U×W: the same for a unit opening in a wave.
        support: triples the linear programme uses. shared: donors whose caps per wave it keeps.
        columns: what to go on from. converged: whether more rounds would prove (next to) nothing more.
        missing: how much of the hard numbers its columns could not meet at the price set on missing them.
    """

    value: float
    prices: Duals
    reduced: list[Reals]
    opening: Reals
    support: Columns
    shared: Mask
    columns: Columns
    converged: bool
    missing: float


def bounded(facts: Facts, *, tolerance: float, shared: Mask, missing: float, clock: Clock) -> Bound:
    """The best bound, to within `tolerance` (relative) of the linear programme's value.

    `shared`: donors whose caps per wave to keep from the start. `missing`: points for each hard number missed by one.
    """
    prices = first_prices(facts)
    columns = cheapest(facts, bare_costs(facts, prices.officer, prices.post), Ranks())
    return _Generation(facts, tolerance, missing, shared, clock).run(columns)


def tightened(facts: Facts, bound: Bound, *, missing: float, clock: Clock) -> Bound:
    """The same bound as sharp as it gets."""
    generation = _Generation(facts, PRECISE, missing, bound.shared, clock)
    better = generation.run(bound.columns)
    return better if better.value > bound.value else bound


def is_hopeless(facts: Facts, bound: Bound, *, clock: Clock) -> bool:
    """Whether not even broken people could meet the hard numbers.

    Where nothing costs but missing them, any bound above 0 is the proof: plans miss nothing, so they would cost 0.
    """
    model = facts.model
    weights = replace(model.problem.weights, slope=(0,) * len(model.problem.weights.slope))
    free = replace(
        model,
        problem=replace(model.problem, weights=weights),
        pair=np.zeros_like(model.pair),
        match=np.zeros_like(model.match),
        wait=np.zeros_like(model.wait),
    )
    generation = _Generation(Facts(free), DUST, 1.0, bound.shared, clock, enough=1e-3)
    return generation.run(bound.support).value > 1e-3


class _Generation:
    """Rounds of one linear programme, each over the columns that the last one's prices find cheap."""

    def __init__(
        self,
        facts: Facts,
        tolerance: float,
        price: float,
        shared: Mask,
        clock: Clock,
        *,
        enough: float = np.inf,
    ) -> None:
        self.facts, self.tolerance, self.clock, self.enough = facts, tolerance, clock, enough
        self.price, self.slack = price, dict.fromkeys(KINDS, price)
        self.shared = shared
        self.value, self.prices = -np.inf, Duals.nothing(facts)
        self.support = self.columns = Columns.of_keys([], facts.model)
        self.missing, self.distance = np.inf, np.inf

    def run(self, columns: Columns) -> Bound:
        for turn in range(ROUNDS):
            master = joint(self.facts, columns, self.shared, slack=self.slack)
            answer = master.programme.solve(
                presolve=False, limits=Limits(seconds=self.clock.left())
            )
            if answer.outcome is not Outcome.OPTIMAL:
                break
            reduced = self._learn(master, answer)
            self.columns = columns
            self.distance = (answer.objective - self.value) / max(1.0, abs(answer.objective))
            if self.value > self.enough or self.clock.is_over():
                break
            if self.distance <= self.tolerance:
                if not self._shares_more(master, answer):
                    self.columns = self._next_columns(master, answer, reduced, forget=True)
                    break
            else:
                columns = self._next_columns(master, answer, reduced, forget=turn < FORGETFUL)
        return self._bound()

    def _learn(self, master: Master, answer: Answer) -> list[Reals]:
        """Keep the prices if they prove more than those so far."""
        duals = duals_of(master, answer)
        reduced = reduced_costs(self.facts, duals)
        value = lower_bound(self.facts, duals, reduced)
        if value > self.value:
            self.value, self.prices = value, duals
        self.support = master.chosen(answer, DUST)
        self.missing = master.missing(answer)
        return reduced

    def _shares_more(self, master: Master, answer: Answer) -> bool:
        """Whether caps per wave that the programme left out push; they are kept from now on."""
        if self.missing > DUST or not (self.facts.capped & ~self.shared).any():
            return False
        sent = answer.values[master.posting]
        pushing = pushing_donors(self.facts, master.columns, sent, self.price)
        more = bool((pushing & ~self.shared).any())
        self.shared = self.shared | pushing
        return more

    def _next_columns(
        self, master: Master, answer: Answer, reduced: list[Reals], *, forget: bool
    ) -> Columns:
        fresh = cheapest(self.facts, with_officers(reduced), Ranks())
        old = master.columns
        if forget:
            near = NEAR * answer.objective / max(1, int(self.facts.size.sum()))
            old = old.where(answer.reduced[master.posting] <= near)
        return joined(self.facts, old, fresh)

    def _bound(self) -> Bound:
        prices = self.prices.rounded()
        exact = reduced_costs(self.facts, prices, exact=True)
        value = lower_bound(self.facts, prices, exact)
        opening = opening_costs(self.facts, prices)
        return Bound(
            value,
            prices,
            [one.astype(np.float32) for one in with_officers(exact)],
            opening - opening.min(axis=1, keepdims=True, initial=np.inf),
            self.support,
            self.shared,
            self.columns,
            self.distance <= 2 * PRECISE,
            self.missing,
        )
