"""A plan mended after illness, refusal, retirement, a new unit or a merger: least change, then least cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from binhyen.solver.deployment.infeasibility import Infeasibility
from binhyen.solver.deployment.plan import Plan, Posting, Prices
from binhyen.solver.deployment.problem import Problem

ChangeKind = Literal["lost", "gone", "moved", "rescheduled", "released", "new"]
"""lost: the officer can no longer go; gone: their unit is no more (and they stay where they are); moved: another unit or
post; rescheduled: same unit and post, another wave; released: not needed any more; new: called now."""


@dataclass(frozen=True, slots=True)
class Change:
    """One officer's difference between the old plan and the new one; None = no line."""

    kind: ChangeKind
    officer: str
    before: Posting | None
    after: Posting | None
    why: str


@dataclass(frozen=True, slots=True)
class Replanned:
    """A mended plan with its proof.

    Attributes:
        plan: None when the changed problem cannot be met; then `infeasibility` says why.
        changes: person by person, ordered by kind and officer; unchanged: how many lines stay as they were.
        moves: standing officers who could have stayed and do not (moved, rescheduled, released).
        moves_bound: no repair has fewer (proven).
        cost_before: of the old plan's lines that still stand, in the changed problem; cost_after: of the new plan.
        bound: no plan with the same standing lines is cheaper (proven); None when moves were needed.
        proof: Vietnamese sentences.
        scope: idle, unit, district or all: how far moves were allowed to reach.
        seconds: CPU.
    """

    plan: Plan | None
    changes: tuple[Change, ...]
    unchanged: int
    moves: int
    moves_bound: int
    cost_before: int
    cost_after: int | None
    bound: int | None
    proof: tuple[str, ...]
    scope: str
    seconds: float
    infeasibility: Infeasibility | None = None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The cheapest mended plan with at most `allowed` moves: `moves` made, cost, saved against no moves, proven bound."""

    allowed: int
    moves: int
    cost: int
    saved: int
    bound: int
    plan: Plan


def replan(
    problem: Problem,
    baseline: Plan,
    *,
    freeze_through: int = 0,
    max_moves: int | None = None,
    prices: Prices | None = None,
    seed: int = 0,
) -> Replanned:
    """Keep every standing line, fill vacancies from officers without a line first; move as few as possible otherwise.

    Args:
        problem: as it is now, with changed officers and units.
        baseline: the plan that stood; lines of officers or units that are no more are dropped.
        freeze_through: units opened in waves up to this one keep their officers unless those are gone.
        max_moves: refuse repairs that move more standing officers than this; None = as many as it takes.
        prices: of the old plan's certificate, to begin from; the answer does not depend on them.
    """
    raise NotImplementedError


def moves_curve(
    problem: Problem,
    baseline: Plan,
    *,
    allowed: tuple[int, ...] = (0, 1, 2, 5, 10),
    freeze_through: int = 0,
) -> tuple[CurvePoint, ...]:
    """What a few moves more would save."""
    raise NotImplementedError
