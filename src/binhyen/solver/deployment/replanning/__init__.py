"""A plan mended after illness, refusal, retirement, a new unit or a merger: least change, then least cost."""

from __future__ import annotations

from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.plan import Plan, Prices
from binhyen.solver.deployment.problem import Problem
from binhyen.solver.deployment.replanning.curve import curve
from binhyen.solver.deployment.replanning.mending import Mending
from binhyen.solver.deployment.replanning.types import (
    Change,
    ChangeKind,
    CurvePoint,
    Replanned,
    Scope,
)

__all__ = ["Change", "ChangeKind", "CurvePoint", "Replanned", "Scope", "moves_curve", "replan"]


def replan(
    problem: Problem,
    baseline: Plan,
    *,
    freeze_through: int = 0,
    max_moves: int | None = None,
    prices: Prices | None = None,
    seed: int = 0,
    model: Model | None = None,
) -> Replanned:
    """Keep every standing line, fill vacancies from officers without a line first; move as few as possible otherwise.

    Args:
        problem: as it is now, with changed officers and units.
        baseline: the plan that stood; lines of officers or units that are no more are dropped.
        freeze_through: units opened in waves up to this one keep their officers unless those are gone.
        max_moves: refuse repairs that move more standing officers than this; None = as many as it takes.
        prices: of the old plan's certificate; the answer does not depend on them and they may be left out.
        model: built from `problem` already, to save building it again.
    """
    del prices
    return Mending(problem, baseline, freeze_through, seed, model).run(max_moves)


def moves_curve(
    problem: Problem,
    baseline: Plan,
    *,
    allowed: tuple[int, ...] = (0, 1, 2, 5, 10),
    freeze_through: int = 0,
    seed: int = 0,
    model: Model | None = None,
) -> tuple[CurvePoint, ...]:
    """What a few moves more would save: the cheapest mended plan for each number of moves allowed.

    Numbers of moves too few to mend the plan at all are left out; empty if nothing mends it.
    """
    return curve(Mending(problem, baseline, freeze_through, seed, model), allowed)
