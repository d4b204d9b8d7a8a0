"""What solve promises beside the best plan: the same answer twice, honest limits, progress, refusals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from binhyen.kernel.errors import Invalid
from binhyen.solver.deployment.api import Status, Weights, certified, check, solve
from binhyen.solver.deployment.tests.brute import random_problem
from binhyen.solver.deployment.tests.tiny import donor, officer, problem, unit, waves


def county(units: int = 70, spread: float = 0.01):
    """More units than are proven to the end, two people for every place."""
    places = [(20 + spread * (n % 10), 105 + spread * (n // 10)) for n in range(units)]
    return problem(
        units=tuple(
            unit(f"{n:05}", lat=lat, lon=lon, complexity=1 + n % 5, min_party=1)
            for n, (lat, lon) in enumerate(places, 1)
        ),
        candidates=tuple(
            officer(
                f"P{n:04}",
                donor=f"D{n % 4}",
                base_lat=20 + spread * (n % 7),
                base_lon=105 + spread * (n % 11),
                party=n % 3 == 0,
                chief_ok=n % 2 == 0,
                rank=1 + n % 8,
                available_from_wave=1 + (n % 9 == 0),
            )
            for n in range(6 * units)
        ),
        donors=tuple(donor(f"D{n}", payroll=2 * units, max_release_per_wave=units // 3) for n in range(4)),
        waves=waves(*[units + 3] * 3),
        weights=Weights(
            rank_under=3, want_rank={"chief": 6, "deputy": 4}, wait_per_post=(1, 2, 3, 4, 5),
            thr_permille=(250,), slope=(2,),
        ),
    )  # fmt: skip


def test_it_gives_the_same_plan_for_the_same_seed():
    first, second = solve(county(), seed=3), solve(county(), seed=3)
    assert (first.plan, first.prices, first.bound) == (second.plan, second.prices, second.bound)


def test_it_keeps_every_rule_and_claims_what_its_prices_prove():
    asked = county()
    result = solve(asked)
    verdict = check(asked, result.plan, result.prices)
    assert verdict.valid
    assert result.certificate == verdict.bound <= result.bound <= result.objective
    assert result.gap <= 0.002


def test_it_stops_in_time_with_an_honest_bound():
    asked = county()
    result = solve(asked, max_gap=0.0, time_limit=0.0)
    assert result.status in {Status.FEASIBLE, Status.UNKNOWN}
    assert result.bound == certified(asked, result.prices)
    if result.plan is not None:
        assert check(asked, result.plan).valid


def test_it_tells_how_far_it_is():
    steps = []
    solve(problem(), progress=steps.append)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].stage == "Kiểm tra phương án"


def test_it_stops_when_the_listener_raises():
    def enough(step):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        solve(problem(), progress=enough)


def test_it_sends_nobody_where_nobody_is_asked():
    nobody = unit(posts={"chief": 0, "deputy": 0, "officer": 0})
    result = solve(problem(units=(nobody,)))
    assert (result.status, result.objective, result.plan.postings) == (Status.OPTIMAL, 0, ())


def test_it_names_what_must_give_way():
    result = solve(problem(units=(unit(needs={"lang_mong": 1}),)))
    assert result.status is Status.INFEASIBLE
    assert [(one.kind, one.key1, one.key2, one.amount) for one in result.relaxation] == [
        ("need", "00001", "lang_mong", 1)
    ]
    assert result.reasons
    assert result.bound is None


def test_it_proves_that_waves_cannot_be_filled_in_parts():
    # Room for both units by broken numbers only: three posts each, two waves of four and two places.
    two = (unit("00001"), unit("00002"))
    people = tuple(officer(f"P{n}") for n in range(8))
    result = solve(problem(units=two, candidates=people, waves=waves(4, 2)))
    assert result.status is Status.INFEASIBLE


def test_it_refuses_units_that_open_in_parts():
    with pytest.raises(Invalid):
        solve(problem(weights=Weights(one_wave_per_unit=False)))


def test_it_refuses_weights_beyond_whole_numbers():
    far = tuple(officer(name, base_lat=10.0) for name in ("An", "Binh", "Chi"))
    with pytest.raises(Invalid):
        solve(problem(candidates=far, weights=Weights(w_dist=10**6)))


def test_prices_of_a_better_plan_never_prove_more_than_the_best():
    for seed in range(100, 110):
        asked = random_problem(seed)
        loose = replace(asked, donors=tuple(replace(one, keep={}) for one in asked.donors))
        result, easier = solve(asked), solve(loose)
        if result.plan is not None:
            assert easier.objective <= result.objective
