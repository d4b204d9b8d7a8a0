"""From a problem to a plan with its proof: bound, first plan, better plans, and for small problems the last word."""

from __future__ import annotations

from math import ceil, inf
from typing import Final

import numpy as np

from binhyen.kernel.errors import N_, Invalid
from binhyen.solver.deployment.bounding import PRECISE, Bound, bounded, is_hopeless, tightened
from binhyen.solver.deployment.build import build
from binhyen.solver.deployment.check import FLOAT_DUST, check
from binhyen.solver.deployment.clock import Clock
from binhyen.solver.deployment.draft import Draft, plan_of, prices_of
from binhyen.solver.deployment.exhaustive import FULL, LIGHT, any_plan, proven
from binhyen.solver.deployment.facts import Facts
from binhyen.solver.deployment.fixing import Search, first_draft
from binhyen.solver.deployment.greedy import greedy
from binhyen.solver.deployment.infeasibility import why_infeasible
from binhyen.solver.deployment.neighbourhoods import improved
from binhyen.solver.deployment.plan import Plan, Prices, Relaxation
from binhyen.solver.deployment.problem import Problem
from binhyen.solver.deployment.programme import Limits
from binhyen.solver.deployment.relaxing import must_give_way
from binhyen.solver.deployment.result import Progress, Result, Status, Step
from binhyen.solver.deployment.waves import waves_exist

SMALL: Final = 60
"""Units up to which the optimum is proven, whatever gap is asked."""
STAGES: Final = {
    "model": N_("Dựng mô hình"),
    "bound": N_("Tính cận dưới"),
    "plan": N_("Tìm phương án đầu"),
    "better": N_("Cải thiện phương án"),
    "proof": N_("Chứng minh"),
    "reasons": N_("Tìm điều vướng mắc"),
    "check": N_("Kiểm tra phương án"),
}
DUST: Final = 1e-6
DEARER: Final = 30.0
"""How much more missing a hard number costs, when that turned out cheaper than meeting it."""
BOUND_SHARE: Final = 0.5
"""Of a limited time; the rest is for plans."""
WAVE_NODES: Final = 5_000


def solve(
    problem: Problem,
    *,
    max_gap: float = 0.001,
    time_limit: float | None = None,
    seed: int = 0,
    to_the_end: bool = True,
    progress: Progress | None = None,
) -> Result:
    """The cheapest plan found, with prices that prove how far it is from the best.

    Args:
        max_gap: relative distance to the proven bound that is good enough; problems of up to 60 units are solved to
            the end all the same. 0 = go on until proven or until no method finds better.
        time_limit: seconds of wall time; the best plan so far is returned with its honest bound. Without it the
            same problem and seed give the same plan, byte for byte.
        to_the_end: False lets small problems stop at `max_gap` like large ones and looks for better plans with less
            patience, for many problems in a row.
        progress: told at each stage and at each better plan; whatever it raises ends the solve.

    Raises:
        Invalid: costs too large for whole-number arithmetic, or units that open in parts.
    """
    _refuse_parts(problem)
    return _Solve(problem, max_gap, Clock(time_limit), seed, progress, thorough=to_the_end).run()


class _Solve:
    """One run, stage by stage."""

    def __init__(
        self,
        problem: Problem,
        max_gap: float,
        clock: Clock,
        seed: int,
        progress: Progress | None,
        *,
        thorough: bool,
    ) -> None:
        self.problem, self.clock, self.seed, self.progress = problem, clock, seed, progress
        self.thorough = thorough
        self.small = thorough and len(problem.units) <= SMALL
        self.max_gap = 0.0 if self.small else max_gap
        self.steps: list[tuple[str, float]] = []
        self.stage, self.begun = "", 0.0
        self.bound = -inf
        self.certificate: int | None = None
        self.prices = Prices()

    def run(self) -> Result:
        self._begin("model")
        self.facts = Facts(build(self.problem))
        if not self.facts.size.any():
            return self._nobody_asked()
        self._begin("bound")
        bound = self._bounded()
        if bound is None:
            return self._reasons()
        search = self._search(bound)
        self._begin("plan")
        draft = self._first(search)
        if draft is None:
            return self._without_plan()
        search = self._sharpen(search, draft)
        draft = self._prove(search, self._improve(search, draft))
        return self._checked(plan_of(self.facts, draft))

    def _bounded(self) -> Bound | None:
        """The bound; None if no plan can exist, not even of broken people."""
        if must_give_way(self.facts.model):
            self.bound = inf
            return None
        price, clock = _price_of_missing(self.facts), self.clock.part(BOUND_SHARE)
        while not _is_absurd(self.facts):
            bound = bounded(
                self.facts,
                tolerance=PRECISE if self.small else self.max_gap / 5,
                shared=self.facts.capped if self.small else np.zeros_like(self.facts.capped),
                missing=price,
                clock=clock,
            )
            if bound.missing < DUST or clock.is_over():
                self._note(bound)
                return bound
            if is_hopeless(self.facts, bound, clock=clock):
                break
            price *= DEARER
        self.bound = inf
        return None

    def _note(self, bound: Bound) -> None:
        self.bound, self.certificate = bound.value, _whole(bound.value)
        self.prices = prices_of(self.facts, bound.prices)

    def _search(self, bound: Bound) -> Search:
        whole = _whole(bound.value)
        enough = whole + max(0, whole) * self.max_gap
        price = _price_of_missing(self.facts)
        return Search(
            self.facts, bound, self.clock, self.seed, enough, self.small, self.thorough, price
        )

    def _first(self, search: Search) -> Draft | None:
        """A first plan; without one the bound may become infinite: there is none."""
        draft = first_draft(search)
        if draft is not None or self.clock.is_over():
            return draft
        if not waves_exist(self.facts, limits=Limits(nodes=WAVE_NODES, seconds=self.clock.left())):
            self.bound = inf
            return None
        proof = any_plan(search)
        self.bound = max(self.bound, proof.bound)
        return proof.draft

    def _sharpen(self, search: Search, draft: Draft) -> Search:
        """A plan that is not good enough may be so against a sharper bound; if not, the search goes on with that."""
        if draft.objective <= search.enough or search.bound.converged or self.clock.is_over():
            return search
        self._begin("better", draft.objective)
        price = _price_of_missing(self.facts)
        bound = tightened(self.facts, search.bound, missing=price, clock=self.clock)
        self._note(bound)
        return self._search(bound)

    def _improve(self, search: Search, draft: Draft) -> Draft:
        if self.small or draft.objective <= search.enough:
            return draft
        self._begin("better", draft.objective)
        for better in improved(search, draft):
            draft = better
            self._tell(draft.objective)
        return draft

    def _prove(self, search: Search, draft: Draft) -> Draft:
        if draft.objective <= search.enough or self.clock.is_over():
            return draft
        self._begin("proof", draft.objective)
        proof = proven(search, draft, FULL if self.small else LIGHT)
        self.bound = max(self.bound, proof.bound)
        return proof.draft or draft

    def _nobody_asked(self) -> Result:
        """The empty plan, unless a quota asks for some of nobody."""
        if _is_absurd(self.facts):
            self.bound = inf
            return self._reasons()
        self.bound, self.certificate = 0.0, 0
        return self._checked(Plan(()))

    def _without_plan(self) -> Result:
        """Time is up: a plan by hand. Otherwise nothing was found: ask what stands in the way."""
        if not self.clock.is_over():
            return self._reasons()
        plan = greedy(self.problem)
        return self._answer(Status.UNKNOWN) if plan is None else self._checked(plan)

    def _reasons(self) -> Result:
        """What must give way – unless the search for it finds that nothing must."""
        self._begin("reasons")
        why = why_infeasible(self.problem, model=self.facts.model)
        if why.feasible and why.plan is not None:
            return self._checked(why.plan)
        if self.bound < inf and why.bound <= 0:
            return self._answer(Status.UNKNOWN)
        self.bound, self.certificate, self.prices = -inf, None, Prices()
        return self._answer(Status.INFEASIBLE, relaxation=why.relaxation, reasons=why.sentences)

    def _checked(self, plan: Plan) -> Result:
        """The plan, after the checker has found nothing against it."""
        self._begin("check")
        verdict = check(self.problem, plan)
        bound = _whole(self.bound) if self.bound > -inf else 0
        if not verdict.valid:
            raise SolverFault(verdict.violations[0].message)
        if bound > verdict.objective:
            raise SolverFault(f"a bound of {bound} above a plan of {verdict.objective}")
        status = Status.OPTIMAL if bound == verdict.objective else Status.FEASIBLE
        return self._answer(status, plan=plan, objective=verdict.objective)

    def _answer(
        self,
        status: Status,
        *,
        plan: Plan | None = None,
        objective: int | None = None,
        relaxation: tuple[Relaxation, ...] = (),
        reasons: tuple[str, ...] = (),
    ) -> Result:
        self._end()
        return Result(
            status=status,
            plan=plan,
            objective=objective,
            certificate=self.certificate,
            bound=self._whole_bound(),
            prices=self.prices,
            relaxation=relaxation,
            reasons=reasons,
            seed=self.seed,
            seconds=self.clock.spent(),
            steps=tuple(self.steps),
        )

    def _begin(self, stage: str, objective: int | None = None) -> None:
        self._end()
        self.stage, self.begun = stage, self.clock.spent()
        self._tell(objective)

    def _end(self) -> None:
        if self.stage:
            self.steps.append((self.stage, self.clock.spent() - self.begun))
        self.stage = ""

    def _tell(self, objective: int | None) -> None:
        if self.progress is not None:
            done = list(STAGES).index(self.stage)
            name, total = STAGES[self.stage], len(STAGES)
            self.progress(Step(name, done, total, objective, self._whole_bound()))

    def _whole_bound(self) -> int | None:
        return _whole(self.bound) if abs(self.bound) < inf else None


class SolverFault(Exception):
    """The solver contradicts the checker or itself: never a fault of the input, never an answer."""


def _refuse_parts(problem: Problem) -> None:
    if not problem.weights.one_wave_per_unit:
        raise Invalid(
            N_(
                "Bộ giải chỉ xếp mỗi đơn vị trọn trong một đợt (one_wave_per_unit = true);"
                " muốn bố trí làm nhiều bước, hãy chia đơn vị thành các bước."
            )
        )


def _is_absurd(facts: Facts) -> bool:
    """A unit with no wave to open in, or a quota above all its posts."""
    floors = facts.model.floors
    return bool(
        (~facts.model.window.any(axis=1)).any()
        or any(floor.amount > facts.size[floor.unit] for floor in floors)
    )


def _price_of_missing(facts: Facts) -> float:
    """Points for a hard number missed by one: above what meeting it should ever cost."""
    model = facts.model
    dearest = int(model.pair.max(initial=0)) + int(model.match.max(initial=0))
    slopes = sum(facts.model.problem.weights.slope)
    return 100.0 + 3.0 * dearest + slopes + float(model.wait.max(initial=0))


def _whole(bound: float) -> int:
    """Every plan costs whole points, so the bound may be rounded up."""
    return ceil(bound - FLOAT_DUST)
