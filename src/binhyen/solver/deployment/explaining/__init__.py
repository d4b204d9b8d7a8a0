"""Why this officer here and now, why not that one, whom a unit got, what each rule costs: all from the plan's prices."""

from __future__ import annotations

from binhyen.solver.deployment.explaining.ledger import Ledger
from binhyen.solver.deployment.explaining.officer import officer_reason
from binhyen.solver.deployment.explaining.types import (
    Alternative,
    Barrier,
    CostPart,
    Member,
    OfficerReason,
    PlanReason,
    QuotaMet,
    RuleCost,
    UnitReason,
)
from binhyen.solver.deployment.explaining.unit import unit_reason
from binhyen.solver.deployment.explaining.whole import plan_reason
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.plan import Plan, Prices
from binhyen.solver.deployment.problem import Problem

__all__ = [
    "Alternative",
    "Barrier",
    "CostPart",
    "Member",
    "OfficerReason",
    "PlanReason",
    "QuotaMet",
    "Reasons",
    "RuleCost",
    "UnitReason",
    "explain_officer",
    "explain_plan",
    "explain_unit",
]


class Reasons:
    """Arrays built once, then many questions in milliseconds each.

    Args:
        prices: of the certificate; with none at all every price is 0 and little is proven.
        model: built from `problem` already, to save building it again.
    """

    def __init__(
        self, problem: Problem, plan: Plan, prices: Prices, *, model: Model | None = None
    ) -> None:
        self._ledger = Ledger(problem, plan, prices, model)

    def officer(
        self, officer_id: str, *, unit: str | None = None, exact: bool = False
    ) -> OfficerReason:
        """Why here, why now, what else it could be; with `unit` (a key) also "why not there?".

        Args:
            exact: price the two best alternatives, and the best post in the unit asked about, by a re-solve each
                instead of by their proven minimum alone; waves of units stay as they are. Seconds for a province.

        Raises:
            NotFound: no such officer or unit.
        """
        return officer_reason(self._ledger, officer_id, unit, exact=exact)

    def unit(self, unit_key: str) -> UnitReason:
        """Whom the unit got, what it still wants, why its wave.

        Raises:
            NotFound: no such unit.
        """
        return unit_reason(self._ledger, unit_key)

    def plan(self) -> PlanReason:
        """What the plan costs, what is proven, what each rule costs."""
        return plan_reason(self._ledger)


def explain_officer(
    problem: Problem,
    plan: Plan,
    prices: Prices,
    officer_id: str,
    *,
    unit: str | None = None,
    exact: bool = False,
) -> OfficerReason:
    """One question; `Reasons(problem, plan, prices).officer(...)` for many."""
    return Reasons(problem, plan, prices).officer(officer_id, unit=unit, exact=exact)


def explain_unit(problem: Problem, plan: Plan, prices: Prices, unit_key: str) -> UnitReason:
    """One question; `Reasons(problem, plan, prices).unit(...)` for many."""
    return Reasons(problem, plan, prices).unit(unit_key)


def explain_plan(problem: Problem, plan: Plan, prices: Prices) -> PlanReason:
    """One question; `Reasons(problem, plan, prices).plan()` for many."""
    return Reasons(problem, plan, prices).plan()
