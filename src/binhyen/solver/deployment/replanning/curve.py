"""What a few moves more would save."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from binhyen.solver.deployment.objective import objective
from binhyen.solver.deployment.replanning.changes import moved
from binhyen.solver.deployment.replanning.mending import Mending
from binhyen.solver.deployment.replanning.repair import Repaired, repaired
from binhyen.solver.deployment.replanning.types import CurvePoint, Scope


def curve(mending: Mending, allowed: tuple[int, ...]) -> tuple[CurvePoint, ...]:
    """One point per number of moves allowed, cheapest first found being the one to compare with."""
    points: list[CurvePoint] = []
    for most in sorted(set(allowed)):
        found = _with_at_most(mending, most)
        if found.plan is None:
            continue
        cost = objective(mending.problem, found.plan).total
        if points and points[-1].cost < cost:
            points.append(replace(points[-1], allowed=most))
            continue
        points.append(
            CurvePoint(
                allowed=most,
                moves=moved(mending.standing, found.plan),
                cost=cost,
                saved=(points[0].cost if points else cost) - cost,
                bound=ceil(cost - (found.objective - found.bound) - 1e-6),
                plan=found.plan,
            )
        )
    return tuple(points)


def _with_at_most(mending: Mending, most: int) -> Repaired:
    reach: Scope = "idle" if most == 0 else "all"
    freedom = replace(mending.freedom(reach), move=0.0, most_moves=most)
    return repaired(mending.layout, mending.standing, freedom, seed=mending.seed)
