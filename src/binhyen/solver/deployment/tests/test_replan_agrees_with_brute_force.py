"""The fewest moves are the fewest: after random changes to tiny problems every valid plan is compared."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.solver.deployment.api import Plan, Problem, check, objective, replan
from binhyen.solver.deployment.tests.brute import _fillings
from binhyen.solver.deployment.tests.tiny import officer, tight


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_no_valid_plan_moves_fewer(seed: int):
    changed, before = disturbed(seed)
    if sum(one.size for one in changed.units) > 6:
        return
    found = replan(changed, before)
    truth = fewest_moves(changed, before)
    if truth is None:
        assert found.plan is None
        assert found.infeasibility is not None
        assert found.infeasibility.relaxation
        return
    moves, cost = truth
    assert found.plan is not None
    assert check(changed, found.plan).valid
    assert found.moves == moves
    assert found.moves_bound <= moves
    assert found.cost_after == objective(changed, found.plan).total
    if moves == 0 and found.bound is not None:
        # Nobody moves: what is left is a choice among officers without a line, and it is the cheapest one.
        assert found.bound <= cost <= found.cost_after
        assert found.cost_after == cost


def disturbed(seed: int) -> tuple[Problem, Plan]:
    """A tight world whose caps are widened a little, two officers more, and one who can no longer go."""
    rng = random.Random(seed)  # noqa: S311 - test data, repeatable
    problem, plan = tight(seed)
    spare = tuple(
        officer(
            f"Spare{number}",
            donor=rng.choice(("D1", "D2")),
            party=rng.random() < 0.7,
            chief_ok=rng.random() < 0.5,
            deputy_ok=rng.random() < 0.5,
            skills=frozenset(rng.sample(("admin", "criminal", "lang_mong"), rng.randint(0, 2))),
            base_lat=20 + rng.random(),
        )
        for number in range(2)
    )
    lost = rng.choice([line.officer for line in plan.postings]) if plan.postings else ""
    people = tuple(
        replace(one, excluded="ốm") if one.id == lost else one for one in problem.candidates
    )
    wider = tuple(
        replace(
            one,
            max_release=None if one.max_release is None else one.max_release + rng.randint(0, 2),
            max_release_per_wave=None,
        )
        for one in problem.donors
    )
    return replace(problem, candidates=people + spare, donors=wider), plan


def fewest_moves(problem: Problem, before: Plan) -> tuple[int, int] | None:
    """(moves, least cost with that many) over all valid plans in any waves; None if there is none."""
    people = {one.id: one for one in problem.candidates}
    standing = {line for line in before.postings if not people[line.officer].excluded}
    best: tuple[int, int] | None = None
    for choice in product(*(problem.window(one) for one in problem.units)):
        for lines in _fillings(problem, choice, 0, frozenset()):
            plan = Plan(tuple(lines))
            moves = len(standing - set(plan.postings))
            if best is not None and moves > best[0]:
                continue
            rank = (moves, objective(problem, plan).total)
            if (best is None or rank < best) and check(problem, plan).valid:
                best = rank
    return best
