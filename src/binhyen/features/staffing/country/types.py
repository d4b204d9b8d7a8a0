"""What is asked of every province, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

State = Literal["optimal", "feasible", "infeasible", "unknown", "invalid", "failed"]
"""The solver's four answers; `invalid` = the instance cannot be read, `failed` = the program or its process broke."""

FINAL: frozenset[State] = frozenset({"optimal", "feasible", "infeasible"})
"""Answers that stand until the instance, the question or the solver changes; all others are tried again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The same question for every province; `time_limit` is seconds of one province, None = none.

    `to_the_end`: whether provinces of up to 60 units are proven optimal, whatever gap is enough.
    """

    max_gap: float = 0.001
    time_limit: float | None = None
    seed: int = 0
    to_the_end: bool = False


@dataclass(frozen=True, slots=True)
class ProvinceResult:
    """One province's answer.

    Attributes:
        name: the instance's folder. state: see `State`. message: why not, in Vietnamese, when there is no plan.
        objective, bound, gap: as in the solver's `Result`; None without a plan.
        posts, units, officers: size of the instance; 0 when it could not be read.
        relaxed: how much must give way in all, when infeasible.
        seconds: wall; cpu_seconds: of the worker; peak_mb: the worker's peak memory when it was done.
        reused: an earlier run's answer stood.
    """

    name: str
    state: State
    message: str = ""
    objective: int | None = None
    bound: int | None = None
    gap: float | None = None
    posts: int = 0
    units: int = 0
    officers: int = 0
    relaxed: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mb: int = 0
    worker: int = 0
    reused: bool = False


@dataclass(frozen=True, slots=True)
class WorkerUse:
    """One worker process: how many provinces it solved, its CPU seconds, and its peak memory in MB."""

    worker: int
    provinces: int
    cpu_seconds: float
    peak_mb: int


@dataclass(frozen=True, slots=True)
class CountryResult:
    """All provinces in the order of their names, and the sums over those with a plan.

    `gap` is (Σ objective − Σ bound) / Σ bound; None without any plan.
    """

    provinces: tuple[ProvinceResult, ...]
    workers: tuple[WorkerUse, ...]
    seconds: float
    totals: dict[str, Any] = field(default_factory=dict)


Tell = Callable[[int, int, ProvinceResult | None], None]
"""Called with (done, total, the province just done), and about once a second with None; may raise to stop the run."""
