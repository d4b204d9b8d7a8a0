"""Reasons of a solved plan; the arrays behind them are built once a plan, for a plan never changes."""

from __future__ import annotations

from functools import lru_cache

from typing_extensions import override

from binhyen.features.staffing.models import Plan
from binhyen.features.staffing.queries.plans import prices_of, problem_of, solution_of
from binhyen.solver.deployment.api import OfficerReason, PlanReason, Prices, Reasons, UnitReason

_KEPT = 2
"""Plans whose arrays are kept: some twenty megabytes each for a province."""


def officer_reason(plan: Plan, code: str, *, unit: str | None = None) -> OfficerReason:
    """Why an officer is where they are; with `unit` (a code) also why not there.

    Raises:
        NotFound: no such officer or unit in the plan's data.
    """
    return _reasons(_Asked(plan)).officer(code, unit=unit)


def unit_reason(plan: Plan, code: str) -> UnitReason:
    """Whom a unit got, what it still wants, why its wave.

    Raises:
        NotFound: no such unit in the plan's data.
    """
    return _reasons(_Asked(plan)).unit(code)


def plan_reason(plan: Plan) -> PlanReason:
    """What the plan costs and what each rule costs."""
    return _reasons(_Asked(plan)).plan()


class _Asked:
    """A plan as a key: its rows are read only when its arrays are not kept."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @override
    def __hash__(self) -> int:
        return hash((self.plan.pk, self.plan.digest))

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and (self.plan.pk, self.plan.digest) == (
            other.plan.pk,
            other.plan.digest,
        )


@lru_cache(maxsize=_KEPT)
def _reasons(asked: _Asked) -> Reasons:
    plan = asked.plan
    return Reasons(problem_of(plan), solution_of(plan), prices_of(plan) or Prices())
