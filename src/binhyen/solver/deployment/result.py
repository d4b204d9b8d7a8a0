"""What solving answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from binhyen.solver.deployment.plan import Plan, Prices, Relaxation


class Status(StrEnum):
    """How far the answer is proven."""

    OPTIMAL = "optimal"
    """No better plan exists: objective equals the proven bound."""
    FEASIBLE = "feasible"
    """A valid plan with a proven distance to the best."""
    INFEASIBLE = "infeasible"
    """No plan keeps all rules; `relaxation` says what to give way."""
    UNKNOWN = "unknown"
    """Time ran out before a plan or a proof was found."""


@dataclass(frozen=True, slots=True)
class Result:
    """A plan with its proof.

    Attributes:
        plan: None unless OPTIMAL or FEASIBLE.
        objective: of `plan`, recomputed by the checker; None without a plan.
        certificate: the lower bound that anyone can recompute from `prices` (rounded up: all costs are whole).
        bound: the best proven lower bound; above `certificate` where an exhaustive search closed the gap.
        gap: (objective − bound) / bound; None without both, 0.0 when optimal.
        relaxation: what to give way; only when INFEASIBLE.
        reasons: Vietnamese sentences naming the rules that clash; only when INFEASIBLE.
        seconds: wall time. steps: name → seconds of each stage, in order.
    """

    status: Status
    plan: Plan | None
    objective: int | None
    certificate: int | None
    bound: int | None
    prices: Prices
    relaxation: tuple[Relaxation, ...]
    reasons: tuple[str, ...]
    seed: int
    seconds: float
    steps: tuple[tuple[str, float], ...]

    @property
    def gap(self) -> float | None:
        """Proven distance from the best, relative to the bound."""
        if self.objective is None or self.bound is None:
            return None
        return (self.objective - self.bound) / self.bound if self.bound else 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """Where a long solve stands: `done` of `total` stages, the stage in Vietnamese, the best numbers so far."""

    stage: str
    done: int
    total: int
    objective: int | None = None
    bound: int | None = None


Progress = Callable[[Step], None]
"""Called at each stage; may raise to stop the solve."""
