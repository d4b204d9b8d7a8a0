"""A roster as data: who holds which duty on which day, and what breaks a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from binhyen.solver.rosters.problem import Duty


@dataclass(frozen=True, slots=True)
class Roster:
    """Duties, ordered, so that equal rosters are equal bytes."""

    duties: tuple[Duty, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "duties", tuple(sorted(self.duties)))

    def of(self, person: str) -> Iterator[Duty]:
        """One person's duties, by day."""
        return (duty for duty in self.duties if duty.person == person)

    def on(self, day: date) -> Iterator[Duty]:
        """One day's duties."""
        return (duty for duty in self.duties if duty.on == day)


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule a roster breaks.

    Attributes:
        rule: the rule's code (`rules/`).
        on: the day, or the first of several days; None when it is about no day.
        people: ids of those concerned.
        kind: the duty's code, empty when it is about several.
        amount: by how many (people, duties or days: the rule says which).
        message: one Vietnamese sentence with the cure, already filled in.
    """

    rule: str
    on: date | None
    people: tuple[str, ...]
    kind: str
    amount: int
    message: str
