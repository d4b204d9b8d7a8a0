"""The smallest relaxation: every hard number may give way for a price, over all triples, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

import numpy as np

from binhyen.solver.deployment.build import build
from binhyen.solver.deployment.layout import Layout, Triples
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.plan import Plan, Relaxation
from binhyen.solver.deployment.problem import Problem
from binhyen.solver.deployment.relaxing.choosing import everything, first_triples
from binhyen.solver.deployment.relaxing.jointly import jointly
from binhyen.solver.deployment.relaxing.opening import Openings, openings, possible_waves
from binhyen.solver.deployment.relaxing.prices import RelaxPrices
from binhyen.solver.deployment.relaxing.staffing import Staffed, quick_bound, shortage, staffed

__all__ = ["RelaxPrices", "Relaxed", "must_give_way", "relax", "smallest_relaxation"]

ALL_COLUMNS: Final = 150_000
"""Up to so many officer × unit × post × wave columns the whole question is put to one search, and proven."""
LOOSENINGS: Final = 3
SEARCH_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The relaxation found.

    Attributes:
        relaxation: in the order of kind and keys; empty if none is needed.
        price: in the kinds' prices. bound: no relaxation is cheaper (proven).
        plan: keeps every rule of the relaxed problem; None only if not even that was found.
    """

    relaxation: tuple[Relaxation, ...]
    price: int
    bound: int
    plan: Plan | None


def smallest_relaxation(
    problem: Problem, *, prices: RelaxPrices | None = None
) -> tuple[Relaxation, ...]:
    """What must give way at least, in the kinds' prices; empty if a plan exists."""
    return relax(problem, prices=prices).relaxation


def must_give_way(model: Model) -> bool:
    """Whether staffing alone or waves alone already prove that no plan exists; quickly told, and never wrongly."""
    prices = RelaxPrices()
    alone = prices.steps(quick_bound(Layout(model), prices))
    return alone > 0 or openings(model, prices).bound > 0


def relax(
    problem: Problem, *, prices: RelaxPrices | None = None, model: Model | None = None
) -> Relaxed:
    """The smallest relaxation with its proof and a plan that keeps the rest.

    First a bound: what staffing alone and waves alone must give way, officers and units alike taken together. Then a
    plan for those waves; where it gives way more, a finer bound, and the units it touches choose their waves again;
    small problems are searched whole in the end.
    """
    return _Relaxing(model or build(problem), prices or RelaxPrices()).run()


class StaffingBound(Protocol):
    """A bound on what staffing alone must give way, in the kinds' prices."""

    def __call__(self, *, posts_rebate: int = 0) -> float: ...


class _Relaxing:
    def __init__(self, model: Model, prices: RelaxPrices) -> None:
        self.model, self.prices = model, prices
        self.layout = Layout(model)
        self.bound = 0
        self.best: Staffed | None = None

    def run(self) -> Relaxed:
        waves = openings(self.model, self.prices)
        self.bound = self._together(partial(quick_bound, self.layout, self.prices), waves.bound)
        self._staff(first_triples(self.layout), waves)
        if not self._proven():
            self._choose_waves(waves)
        if not self._proven():
            self._search_all()
        return self._answer()

    def _staff(self, triples: Triples, waves: Openings) -> None:
        enough = max(0, self.bound - waves.bound)
        self._keep(staffed(self.layout, self.prices, triples, waves.wave, enough))

    def _choose_waves(self, waves: Openings) -> None:
        """A finer bound with its triples; then the units that give way choose their waves again, a few times."""
        triples = first_triples(self.layout)

        def bound(*, posts_rebate: int = 0) -> float:
            nonlocal triples
            found = shortage(self.layout, self.prices, posts_rebate=posts_rebate)
            triples = triples if posts_rebate else found.triples
            return found.bound

        self.bound = max(self.bound, self._together(bound, waves.bound))
        self._staff(triples, waves)
        for _ in range(LOOSENINGS):
            if self._proven() or self.best is None:
                break
            before = self.best.price
            self._keep(jointly(self.layout, self.prices, triples, self._loosened(self.best))[0])
            if self.best.price == before:
                break

    def _together(self, staffing: StaffingBound, waves: int) -> int:
        """Both bounds added: a post left empty spares one place in some wave, so its price is rebated first."""
        alone = self._whole(staffing())
        if not (waves and alone):
            return alone + waves
        return max(alone, self._whole(staffing(posts_rebate=self.prices.capacity)) + waves)

    def _whole(self, bound: float) -> int:
        """Whole relaxations cost whole steps."""
        return self.prices.step * self.prices.steps(bound)

    def _keep(self, found: Staffed | None) -> None:
        if found is not None and (self.best is None or found.price < self.best.price):
            self.best = found

    def _proven(self) -> bool:
        return self.best is not None and self.best.price <= self.bound

    def _loosened(self, best: Staffed) -> list[list[int]]:
        """Units the relaxation touches, their neighbours and a few of each wave choose their waves again."""
        free = touched(self.model, best)
        return [
            list(possible_waves(self.model, unit)) if unit in free else [int(wave)]
            for unit, wave in enumerate(best.wave)
        ]

    def _search_all(self) -> None:
        """Every triple and every wave, if that is few enough for one search to end."""
        triples = everything(self.layout)
        waves = [list(possible_waves(self.model, unit)) for unit in range(len(self.model.demand))]
        lengths = np.array([len(options) for options in waves])
        if int(lengths[triples.unit].sum()) <= ALL_COLUMNS:
            found, bound = jointly(
                self.layout, self.prices, triples, waves, cheap=False, seconds=SEARCH_SECONDS
            )
            self.bound = max(self.bound, self._whole(bound))
            self._keep(found)

    def _answer(self) -> Relaxed:
        if self.best is None:
            return Relaxed((), 0, self.bound, None)
        best = self.best
        return Relaxed(best.relaxation, best.price, min(self.bound, best.price), best.plan)


def touched(model: Model, best: Staffed, spare: int = 8) -> set[int]:
    """Units named by the relaxation, filled by donors it names in that wave, in the same districts; some of each wave."""
    keys = {unit.key: index for index, unit in enumerate(model.problem.units)}
    donor_of = {one.id: one.donor for one in model.problem.candidates}
    free = {keys[one.key1] for one in best.relaxation if one.key1 in keys}
    over = {(one.key1, one.key2) for one in best.relaxation if one.kind == "release_wave"}
    for line in best.plan.postings:
        if (donor_of[line.officer], str(line.wave)) in over:
            free.add(keys[line.unit])
    districts = {model.problem.units[unit].district for unit in free}
    for wave in range(1, model.problem.last_wave + 1):
        free |= {int(unit) for unit in np.flatnonzero(best.wave == wave)[:spare]}
    return free | {
        unit for unit, need in enumerate(model.problem.units) if need.district in districts
    }
