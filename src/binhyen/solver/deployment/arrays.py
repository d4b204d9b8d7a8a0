"""A model without rules: every cost known, everything allowed, nothing asked. Rules then write into it."""

from __future__ import annotations

import numpy as np

from binhyen.solver.deployment.costs import match_costs, pair_costs, wait_costs
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.problem import POSTS, Problem

BOUNDLESS = 2**30
"""A capacity that never binds."""


def blank(problem: Problem) -> Model:
    """The model before any rule: costs filled in, `near`, `fit` and `window` all True, demand 0, capacity boundless."""
    officers, units, waves = len(problem.candidates), len(problem.units), len(problem.waves)
    return Model(
        problem=problem,
        pair=pair_costs(problem),
        match=match_costs(problem),
        wait=wait_costs(problem),
        near=np.ones((officers, units), dtype=bool),
        fit=np.ones((officers, len(POSTS)), dtype=bool),
        barred=[None] * len(POSTS),
        demand=np.zeros((units, len(POSTS)), dtype=np.int32),
        window=np.ones((units, waves), dtype=bool),
        capacity=np.full(waves, BOUNDLESS, dtype=np.int32),
        available=np.ones(officers, dtype=np.int32),
    )
