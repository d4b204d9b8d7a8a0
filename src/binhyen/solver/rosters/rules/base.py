"""What every rule of a roster can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Protocol

from binhyen.solver.rosters.problem import Problem
from binhyen.solver.rosters.roster import Roster, Violation

if TYPE_CHECKING:
    from binhyen.solver.rosters.model import Model


class Rule(Protocol):
    """One hard rule: where it comes from, its way into the model, and its own way to find what breaks it.

    The two ways share no code: a fault in the model must not hide itself from the checker.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    """Vietnamese, as the one who makes the roster says it."""
    source: ClassVar[str]
    """The catalogue's folder that holds its numbers with their sources, or "lẽ thường" where nobody need rule it."""

    def bar(self, model: Model) -> None:
        """Bar slots that can never be held."""
        ...

    def into_model(self, model: Model) -> None:
        """Write rows over the literals that are left."""
        ...

    def violations(self, problem: Problem, roster: Roster) -> Iterator[Violation]:
        """Everything in the roster that breaks the rule, in plain Python over the problem alone."""
        ...
