"""The deployment planner's public surface: a problem in, a plan with its proof and its reasons out."""

from __future__ import annotations

from binhyen.solver.deployment.certificate import lower_bound
from binhyen.solver.deployment.check import Verdict, certified, check, relative_gap
from binhyen.solver.deployment.consistency import Contradiction, contradictions
from binhyen.solver.deployment.explaining import (
    Alternative,
    Barrier,
    CostPart,
    Member,
    OfficerReason,
    PlanReason,
    QuotaMet,
    Reasons,
    RuleCost,
    UnitReason,
    explain_officer,
    explain_plan,
    explain_unit,
)
from binhyen.solver.deployment.greedy import greedy
from binhyen.solver.deployment.infeasibility import Clash, Infeasibility, why_infeasible
from binhyen.solver.deployment.objective import (
    PARTS,
    Cost,
    LineCost,
    disruption,
    line_cost,
    objective,
)
from binhyen.solver.deployment.plan import (
    Plan,
    Posting,
    Prices,
    Relaxation,
    RelaxKind,
    Violation,
)
from binhyen.solver.deployment.pricing import KINDS as PRICE_KINDS
from binhyen.solver.deployment.pricing import price_faults, prices_known, refuse_prices
from binhyen.solver.deployment.problem import (
    POSTS,
    PSEUDO_SKILLS,
    Candidate,
    Donor,
    Post,
    Problem,
    UnitNeed,
    Wave,
    Weights,
)
from binhyen.solver.deployment.relaxations import hard_numbers, relaxed
from binhyen.solver.deployment.relaxing import RelaxPrices
from binhyen.solver.deployment.replanning import (
    Change,
    CurvePoint,
    Replanned,
    moves_curve,
    replan,
)
from binhyen.solver.deployment.result import Progress, Result, Status, Step
from binhyen.solver.deployment.rules import ALL as RULES
from binhyen.solver.deployment.rules import BY_CODE as RULES_BY_CODE
from binhyen.solver.deployment.solve import solve

__all__ = [
    "PARTS",
    "POSTS",
    "PRICE_KINDS",
    "PSEUDO_SKILLS",
    "RULES",
    "RULES_BY_CODE",
    "Alternative",
    "Barrier",
    "Candidate",
    "Change",
    "Clash",
    "Contradiction",
    "Cost",
    "CostPart",
    "CurvePoint",
    "Donor",
    "Infeasibility",
    "LineCost",
    "Member",
    "OfficerReason",
    "Plan",
    "PlanReason",
    "Post",
    "Posting",
    "Prices",
    "Problem",
    "Progress",
    "QuotaMet",
    "Reasons",
    "RelaxKind",
    "RelaxPrices",
    "Relaxation",
    "Replanned",
    "Result",
    "RuleCost",
    "Status",
    "Step",
    "UnitNeed",
    "UnitReason",
    "Verdict",
    "Violation",
    "Wave",
    "Weights",
    "certified",
    "check",
    "contradictions",
    "disruption",
    "explain_officer",
    "explain_plan",
    "explain_unit",
    "greedy",
    "hard_numbers",
    "line_cost",
    "lower_bound",
    "moves_curve",
    "objective",
    "price_faults",
    "prices_known",
    "refuse_prices",
    "relative_gap",
    "relaxed",
    "replan",
    "solve",
    "why_infeasible",
]
