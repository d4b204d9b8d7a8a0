"""The deployment planner's public surface: a problem in, a plan with its proof and its reasons out."""

from __future__ import annotations

from binhyen.solver.deployment.certificate import lower_bound
from binhyen.solver.deployment.check import Verdict, certified, check, relative_gap
from binhyen.solver.deployment.consistency import Contradiction, contradictions
from binhyen.solver.deployment.greedy import greedy
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
from binhyen.solver.deployment.pricing import price_faults, refuse_prices
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
from binhyen.solver.deployment.result import Progress, Result, Status, Step
from binhyen.solver.deployment.rules import ALL as RULES
from binhyen.solver.deployment.rules import BY_CODE as RULES_BY_CODE

__all__ = [
    "PARTS",
    "POSTS",
    "PRICE_KINDS",
    "PSEUDO_SKILLS",
    "RULES",
    "RULES_BY_CODE",
    "Candidate",
    "Contradiction",
    "Cost",
    "Donor",
    "LineCost",
    "Plan",
    "Post",
    "Posting",
    "Prices",
    "Problem",
    "Progress",
    "RelaxKind",
    "Relaxation",
    "Result",
    "Status",
    "Step",
    "UnitNeed",
    "Verdict",
    "Violation",
    "Wave",
    "Weights",
    "certified",
    "check",
    "contradictions",
    "disruption",
    "greedy",
    "hard_numbers",
    "line_cost",
    "lower_bound",
    "objective",
    "price_faults",
    "refuse_prices",
    "relative_gap",
    "relaxed",
]
