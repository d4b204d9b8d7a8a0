"""What solving and checking a roster answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from binhyen.solver.rosters.problem import Goal
from binhyen.solver.rosters.roster import Roster, Violation


class Status(StrEnum):
    """How far the answer is proven."""

    OPTIMAL = "optimal"
    """Every goal, in its turn, equals its proven bound."""
    FEASIBLE = "feasible"
    """All rules are kept; for some goal the best is not proven."""
    INFEASIBLE = "infeasible"
    """No roster keeps all rules; `clashes` says what to give way."""
    UNKNOWN = "unknown"
    """The limit was reached before a roster or a proof was found."""


@dataclass(frozen=True, slots=True)
class Evenness:
    """How evenly one measure is spread, with the reason why it cannot be better.

    Attributes:
        loads: person id → points: carried over, credited for days away, and from this roster; members only.
        credits: person id → points credited for days away.
        spread: largest minus smallest load.
        bound: no roster can have a smaller spread, by counting alone.
        exhausted: a search proved that the weighted sum of all spreads cannot be smaller.
        words: the proof, or what is not proven, as Vietnamese sentences.
    """

    measure: str
    label: str
    word: str
    loads: Mapping[str, int]
    credits: Mapping[str, int]
    spread: int
    bound: int
    exhausted: bool
    words: str

    @property
    def proven(self) -> bool:
        """Whether it cannot be smaller, at all or without making another measure more uneven."""
        return self.exhausted or self.spread == self.bound


@dataclass(frozen=True, slots=True)
class Reached:
    """What one goal reached: less is better; `bound` is proven given the goals before it."""

    goal: Goal
    value: int
    bound: int


@dataclass(frozen=True, slots=True)
class Overload:
    """Somebody beyond what is advised (a limit that is not hard): most duties in so many days, and from which day."""

    limit: str
    label: str
    person: str
    most: int
    advised: int
    since: date


@dataclass(frozen=True, slots=True)
class Clash:
    """What would have to give way for a roster to exist.

    Attributes:
        rule, label: the rule that gives way.
        on: the day; people, kind: whom and which duty it is about.
        amount: by how many.
        message: what to decide, in Vietnamese. because: why nobody else can, in Vietnamese.
    """

    rule: str
    label: str
    on: date | None
    people: tuple[str, ...]
    kind: str
    amount: int
    message: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker finds in any roster, without a solver."""

    violations: tuple[Violation, ...]
    evenness: tuple[Evenness, ...]
    values: Mapping[Goal, int]
    overloads: tuple[Overload, ...]

    @property
    def valid(self) -> bool:
        """Whether all rules are kept."""
        return not self.violations


@dataclass(frozen=True, slots=True)
class Result:
    """A roster with its proof.

    Attributes:
        roster: None unless OPTIMAL or FEASIBLE.
        reached: goal by goal, in their order; empty without a roster.
        clashing: labels of rules that cannot be kept together; only when INFEASIBLE.
        clashes: the smallest relaxation found, by day; only when INFEASIBLE. smallest: whether it is proven to be.
        seconds: processor time; effort: CP-SAT's deterministic time, the same in every run.
    """

    status: Status
    roster: Roster | None
    reached: tuple[Reached, ...]
    evenness: tuple[Evenness, ...]
    overloads: tuple[Overload, ...]
    clashing: tuple[str, ...]
    clashes: tuple[Clash, ...]
    smallest: bool
    seed: int
    seconds: float
    effort: float

    @property
    def objective(self) -> tuple[int, ...]:
        """The goals' values in their order."""
        return tuple(one.value for one in self.reached)

    @property
    def bound(self) -> tuple[int, ...]:
        """The goals' bounds in their order."""
        return tuple(one.bound for one in self.reached)

    @property
    def gap(self) -> float | None:
        """Distance of the first unproven goal from its bound, relative to it; 0.0 when all are proven."""
        if not self.reached:
            return None
        first = next((one for one in self.reached if one.value != one.bound), None)
        return 0.0 if first is None else (first.value - first.bound) / max(1, first.bound)
