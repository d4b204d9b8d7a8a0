"""The public surface of duty rosters."""

from __future__ import annotations

from binhyen.solver.rosters.check import check, violations
from binhyen.solver.rosters.evenness import counting_bound, evenness, shares
from binhyen.solver.rosters.problem import (
    DAY_KINDS,
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
from binhyen.solver.rosters.solve import DEFAULT_EFFORT, DEFAULT_SEED, solve

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
