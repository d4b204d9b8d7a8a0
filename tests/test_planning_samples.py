"""Samples outside the tree, if BINHYEN_SAMPLES names their folder: answered as their `expected.json` says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from binhyen.features.staffing.api import read_problem
from binhyen.solver.deployment.api import Status, check, solve

FOLDER = os.environ.get("BINHYEN_SAMPLES", "")
TOLD = sorted(Path(FOLDER).glob("*/expected.json")) if FOLDER else []


@pytest.mark.skipif(not TOLD, reason="BINHYEN_SAMPLES names no samples")
@pytest.mark.parametrize("told", TOLD, ids=lambda path: path.parent.name)
def test_samples_are_answered_as_told(told: Path):
    expected = json.loads(told.read_text(encoding="utf-8"))
    problem = read_problem(told.parent)
    result = solve(problem)
    if expected["feasible"]:
        assert result.status is Status.OPTIMAL
        assert result.objective == expected["proven_optimum"]
        assert check(problem, result.plan, result.prices).bound >= expected["lp_certificate"]
    else:
        least = sum(expected["minimal_relaxation"].values())
        assert result.status is Status.INFEASIBLE
        assert sum(one.amount for one in result.relaxation) == least
