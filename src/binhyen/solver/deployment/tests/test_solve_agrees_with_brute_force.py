"""What solve answers of problems small enough to try every plan."""

from __future__ import annotations

import pytest

from binhyen.solver.deployment.api import Status, certified, check, solve
from binhyen.solver.deployment.tests.brute import cheapest_by_trying, random_problem
from binhyen.solver.deployment.tests.tiny import tight


@pytest.mark.parametrize("start", range(0, 60, 12))
def test_it_finds_the_cheapest_plan_or_proves_that_there_is_none(start: int):
    for seed in range(start, start + 12):
        problem = random_problem(seed)
        truth = cheapest_by_trying(problem)
        result = solve(problem, seed=seed)
        assert result.status is (Status.INFEASIBLE if truth is None else Status.OPTIMAL), seed
        assert result.objective == truth, seed
        if truth is not None:
            assert result.bound == truth
            assert result.certificate == certified(problem, result.prices) <= truth
            assert check(problem, result.plan, result.prices).gap >= 0


def test_it_finds_the_only_plan_of_tight_problems():
    for seed in range(12):
        problem, made = tight(seed)
        result = solve(problem)
        assert result.status is Status.OPTIMAL, seed
        assert result.objective <= check(problem, made).objective
