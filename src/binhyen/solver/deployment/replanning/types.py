"""What re-planning answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from binhyen.solver.deployment.infeasibility import Infeasibility
from binhyen.solver.deployment.plan import Plan, Posting

ChangeKind = Literal["lost", "gone", "moved", "rescheduled", "released", "new"]
"""lost: the officer can no longer go; gone: their unit is no more (and they stay where they are); moved: another unit or
post; rescheduled: same unit and post, another wave; released: not needed any more; new: called now."""


Scope = Literal["idle", "unit", "district", "all", "waves"]
"""Who may be moved: nobody but officers without a line; those of the units in question; of their districts; everybody;
everybody, and units that have not opened may also open in another wave."""


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
        scope: how far the repair had to reach.
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
    scope: Scope
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
