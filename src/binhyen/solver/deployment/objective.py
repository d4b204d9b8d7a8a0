"""What a plan costs, in plain Python: every line by its parts, and the donors' disruption."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from binhyen.solver.deployment.distance import road_hm
from binhyen.solver.deployment.plan import Plan, Posting
from binhyen.solver.deployment.problem import Candidate, Donor, Post, Problem, UnitNeed, Weights
from binhyen.solver.deployment.rules.ledger import lines

LINE_PARTS: Final = ("distance", "far", "rank", "years", "wants", "waiting")
PARTS: Final = (*LINE_PARTS, "disruption")


@dataclass(frozen=True, slots=True)
class LineCost:
    """Points of one officer in one post of one opening in one wave; `hm` is the road-equivalent distance."""

    hm: int
    distance: int
    far: int
    rank: int
    years: int
    wants: int
    waiting: int

    @property
    def total(self) -> int:
        """All parts together."""
        return self.pair + self.waiting

    @property
    def pair(self) -> int:
        """What the model calls c[o, u, p]: all parts but waiting."""
        return self.distance + self.far + self.rank + self.years + self.wants


@dataclass(frozen=True, slots=True)
class Cost:
    """Points of a plan.

    Attributes:
        total: the objective.
        parts: points by part, in the order of `PARTS`; they add up to `total`.
        by_line: each known line with its points.
        by_donor: donor → points of disruption, where there are any.
    """

    total: int
    parts: Mapping[str, int]
    by_line: tuple[tuple[Posting, LineCost], ...]
    by_donor: Mapping[str, int]


def objective(problem: Problem, plan: Plan) -> Cost:
    """Points of a plan; lines naming anything unknown are left out (`KnownNames` tells them)."""
    known = lines(problem, plan)
    weights = problem.weights
    by_line = tuple(
        (
            line.posting,
            line_cost(weights, line.officer, line.unit, line.posting.post, line.posting.wave),
        )
        for line in known
    )
    taken = Counter(line.officer.donor for line in known)
    by_donor = {
        donor.id: points
        for donor in problem.donors
        if (points := disruption(weights, donor, taken[donor.id]))
    }
    parts = {name: sum(getattr(cost, name) for _, cost in by_line) for name in LINE_PARTS}
    parts["disruption"] = sum(by_donor.values())
    return Cost(sum(parts.values()), parts, by_line, by_donor)


def line_cost(
    weights: Weights, officer: Candidate, unit: UnitNeed, post: Post, wave: int = 1
) -> LineCost:
    """Points of one posting, valid or not. Waiting counts each post by itself: a full opening sums to wait_uw."""
    hm = road_hm((officer.base_lat, officer.base_lon), (unit.lat, unit.lon), weights.detour)
    under = max(0, weights.want_rank.get(post, 0) - officer.rank)
    over = max(0, officer.rank - weights.max_rank[post]) if post in weights.max_rank else 0
    missing_years = max(0, weights.want_years.get(post, 0) - officer.years)
    misses = bool(unit.wants) and not any(officer.holds(skill) for skill in unit.wants)
    return LineCost(
        hm=hm,
        distance=weights.w_dist * hm,
        far=weights.w_far * max(0, hm - weights.far_hm),
        rank=weights.rank_under * under + weights.rank_over * over,
        years=weights.years_under * missing_years,
        wants=weights.want_miss if misses else 0,
        waiting=weights.wait_per_post[unit.complexity - 1] * (wave - 1),
    )


def disruption(weights: Weights, donor: Donor, taken: int) -> int:
    """D_g(taken): each threshold of the payroll that is passed costs its slope per officer above it."""
    return sum(
        slope * max(0, taken - donor.payroll * permille // 1000)
        for permille, slope in zip(weights.thr_permille, weights.slope, strict=True)
    )
