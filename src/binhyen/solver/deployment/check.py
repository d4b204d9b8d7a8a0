"""The checker: whether a plan keeps every rule, what it costs, and how far from the best it can be – without any solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from binhyen.solver.deployment import rules
from binhyen.solver.deployment.certificate import lower_bound
from binhyen.solver.deployment.objective import objective
from binhyen.solver.deployment.plan import Plan, Prices, Relaxation, Violation
from binhyen.solver.deployment.problem import Problem
from binhyen.solver.deployment.relaxations import relaxed

FLOAT_DUST = 1e-6
"""Sums of prices are floats; a bound is rounded up to a whole number only when it is above it by more than this."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker says of a plan.

    Attributes:
        valid: no rule is broken.
        violations: in the order of `rules.ALL`, then of the problem.
        by_rule: rule code → how many violations; only broken rules.
        objective: points, over the lines whose names are known.
        parts: objective by part (`objective.PARTS`).
        bound: no valid plan costs less; None without prices.
        gap: (objective − bound) / bound; None for an invalid plan or without prices.
    """

    valid: bool
    violations: tuple[Violation, ...]
    by_rule: Mapping[str, int]
    objective: int
    parts: Mapping[str, int]
    bound: int | None
    gap: float | None


def check(
    problem: Problem,
    plan: Plan,
    prices: Prices | None = None,
    relaxations: Sequence[Relaxation] = (),
) -> Verdict:
    """Judge a plan against the problem, relaxed as asked.

    Raises:
        Invalid: prices or relaxations name what the problem lacks, or a price that must not be is negative.
    """
    asked = relaxed(problem, relaxations)
    violations = tuple(one for rule in rules.ALL for one in rule.violations(asked, plan))
    cost = objective(asked, plan)
    bound = None if prices is None else certified(asked, prices)
    return Verdict(
        valid=not violations,
        violations=violations,
        by_rule=dict(Counter(one.rule for one in violations)),
        objective=cost.total,
        parts=cost.parts,
        bound=bound,
        gap=None if violations else relative_gap(cost.total, bound),
    )


def certified(problem: Problem, prices: Prices) -> int:
    """The certificate as a whole number: every plan costs whole points, so the bound may be rounded up."""
    return ceil(lower_bound(problem, prices) - FLOAT_DUST)


def relative_gap(cost: int, bound: int | None) -> float | None:
    """(cost − bound) / bound; the plain difference where the bound is 0 or less."""
    if bound is None:
        return None
    return (cost - bound) / max(1, bound)
