"""The public surface of duty rosters."""

from __future__ import annotations

from binhyen.solver.rosters.check import check, violations
from binhyen.solver.rosters.evenness import counting_bound, evenness, shares
from binhyen.solver.rosters.problem import (
    DAY_KINDS,
    DEFAULT_EFFORT,
    DEFAULT_SEED,
    GOALS,
    POSTS,
    Absence,
    Day,
    DayKind,
    Duty,
    DutyKind,
    Goal,
    Limit,
    Measure,
    Person,
    Post,
    Problem,
    Relief,
    Wish,
)
from binhyen.solver.rosters.result import (
    Clash,
    Evenness,
    Overload,
    Reached,
    Result,
    Status,
    Verdict,
)
from binhyen.solver.rosters.roster import Roster, Violation
from binhyen.solver.rosters.rules import ALL as RULES

__all__ = [
    "DAY_KINDS",
    "DEFAULT_EFFORT",
    "DEFAULT_SEED",
    "GOALS",
    "POSTS",
    "RULES",
    "Absence",
    "Clash",
    "Day",
    "DayKind",
    "Duty",
    "DutyKind",
    "Evenness",
    "Goal",
    "Limit",
    "Measure",
    "Overload",
    "Person",
    "Post",
    "Problem",
    "Reached",
    "Relief",
    "Result",
    "Roster",
    "Status",
    "Verdict",
    "Violation",
    "Wish",
    "check",
    "counting_bound",
    "evenness",
    "shares",
    "solve",
    "violations",
]


def solve(problem: Problem, *, seed: int = DEFAULT_SEED, effort: float = DEFAULT_EFFORT) -> Result:
    """Find a roster that keeps all rules and is best goal by goal, or say what would have to give way.

    Args:
        problem: the problem.
        seed: of the search; any whole number from 0 to 2³¹-1.
        effort: limit in deterministic time, close to seconds of one processor.
    """
    # CP-SAT brings two seconds of imports, which nobody who only reads a roster should wait for.
    from binhyen.solver.rosters.solve import solve as run  # noqa: PLC0415

    return run(problem, seed=seed, effort=effort)
