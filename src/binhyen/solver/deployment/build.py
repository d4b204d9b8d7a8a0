"""From a problem to the model every method reads, by letting each rule write what it asks."""

from __future__ import annotations

from collections.abc import Sequence

from binhyen.solver.deployment import rules as deployment_rules
from binhyen.solver.deployment.arrays import blank
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.problem import Problem
from binhyen.solver.deployment.rules.base import Rule


def build(problem: Problem, rules: Sequence[Rule] | None = None) -> Model:
    """The model of a problem under `rules` (all of them unless named). Cost: linear in officers × units."""
    model = blank(problem)
    for rule in deployment_rules.ALL if rules is None else rules:
        rule.into_model(model)
    return model
