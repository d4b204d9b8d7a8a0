"""What every rule of a deployment can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Protocol

from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.plan import Plan, Violation
from binhyen.solver.deployment.problem import Problem


class Rule(Protocol):
    """One hard rule: where it comes from, its way into the model, and its own way to find what breaks it.

    The two ways share no code: a fault in the model must not hide itself from the checker.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    """Vietnamese, as an organisation officer says it."""
    source: ClassVar[str]
    """Norm code of the catalogue, legal text, or "planning.md (n)" where the rule is only ours."""

    def into_model(self, model: Model) -> None:
        """Write the rule into the model."""
        ...

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Everything in the plan that breaks the rule, in plain Python over the problem alone."""
        ...
