"""The bound: never above a valid plan, whatever the prices; equal to the formula written naively; hostile prices refused."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.kernel.errors import Invalid
from binhyen.solver.deployment.api import (
    POSTS,
    Prices,
    Problem,
    certified,
    check,
    line_cost,
    lower_bound,
    objective,
)
from binhyen.solver.deployment.objective import disruption
from binhyen.solver.deployment.tests.tiny import donor, officer, plan, problem, tight, unit

SEEDS = st.integers(0, 10**6)


def test_without_prices_the_bound_is_what_disruption_and_waiting_cannot_avoid() -> None:
    # No price earns anything: every opening in its first wave for nothing, no officer below 0.
    assert lower_bound(problem(), Prices()) == 0


def test_prices_of_a_forced_choice_prove_its_cost() -> None:
    # Three officers for three posts, one degree away: 1446 points each (144.6 km) and 946 beyond
    # 500 hm; a price of 2392 a post proves it.
    people = tuple(officer(name, base_lat=21.0) for name in ("An", "Binh", "Chi"))
    asked = problem(candidates=people)
    prices = Prices(demand={("00001", post, wave): 2392.0 for post in POSTS for wave in (1, 2)})
    verdict = check(asked, plan(), prices)
    assert (verdict.objective, verdict.bound, verdict.gap) == (7176, 7176, 0.0)


def test_a_fraction_is_rounded_up_but_dust_is_not() -> None:
    asked = problem(candidates=tuple(officer(n, base_lat=21.0) for n in ("An", "Binh", "Chi")))
    third = Prices(demand={("00001", "chief", wave): 10.25 for wave in (1, 2)})
    dust = Prices(demand={("00001", "chief", wave): 10.0000000001 for wave in (1, 2)})
    assert certified(asked, third) == 11
    assert certified(asked, dust) == 10


@settings(max_examples=80)
@given(SEEDS, SEEDS)
def test_no_prices_prove_more_than_a_valid_plan_costs(seed: int, other: int) -> None:
    asked, made = tight(seed)
    assert lower_bound(asked, random_prices(asked, other)) <= objective(asked, made).total + 1e-6


@settings(max_examples=80)
@given(SEEDS, SEEDS)
def test_it_equals_the_formula_written_naively(seed: int, other: int) -> None:
    asked, _ = tight(seed)
    loose = replace(
        asked,
        candidates=tuple(
            replace(one, excluded="", max_km=None, home_unit=asked.units[0].code)
            for one in asked.candidates
        ),
        units=tuple(replace(one, earliest_wave=1, deadline_wave=None) for one in asked.units),
    )
    for world in (asked, loose):
        prices = random_prices(world, other)
        assert lower_bound(world, prices) == pytest.approx(naive(world, prices), abs=1e-6)


def test_an_absent_cap_is_all_a_donor_has() -> None:
    # A release price of 5 on a donor of four without a cap earns at most 20, and each of the four pays it.
    assert lower_bound(problem(), Prices(release={"D1": 5.0})) == -20.0
    capped = problem(donors=(donor(max_release=2),))
    assert lower_bound(capped, Prices(release={"D1": 5.0})) == -10.0


@pytest.mark.parametrize(
    ("prices", "words"),
    [
        (Prices(party={"00001": -1.0}), "âm"),
        (Prices(capacity={1: -0.5}), "âm"),
        (Prices(avail={("An", "00001"): -2.0}), "âm"),
        (Prices(release_wave={("D1", 1): -2.0}), "âm"),
        (Prices(demand={("00001", "chief", 1): float("nan")}), "hữu hạn"),
        (Prices(demand={("00001", "chief", 9): 1.0}), "9"),
        (Prices(demand={("99999", "chief", 1): 1.0}), "99999"),
        (Prices(release={"D9": 1.0}), "D9"),
        (Prices(avail={("Ma", "00001"): 1.0}), "Ma"),
    ],
)
def test_prices_that_could_falsify_are_refused(prices: Prices, words: str) -> None:
    asked = problem(units=(unit(min_party=1),))
    with pytest.raises(Invalid) as refused:
        lower_bound(asked, prices)
    assert words in refused.value.rows[0].message


def test_equations_may_have_negative_prices() -> None:
    prices = Prices(demand={("00001", "chief", 1): -3.0}, release={"D1": -2.0})
    assert lower_bound(problem(), prices) <= 0


def random_prices(asked: Problem, seed: int) -> Prices:
    rng = random.Random(seed)  # noqa: S311 - test data, repeatable

    def some(keys: list[Any], least: float) -> dict[Any, float]:
        return {key: rng.uniform(least, 300) for key in keys if rng.random() < 0.6}

    waves = [wave.number for wave in asked.waves]
    units = [one.key for one in asked.units]
    donors = [one.id for one in asked.donors]
    return Prices(
        demand=some([(key, post, wave) for key in units for post in POSTS for wave in waves], -50),
        party=some(units, 0),
        need=some([(one.key, skill) for one in asked.units for skill in one.needs], 0),
        release=some(donors, -100),
        release_wave=some([(key, wave) for key in donors for wave in waves], 0),
        keep=some([(one.id, skill) for one in asked.donors for skill in one.keep], 0),
        capacity=some(waves, 0),
        avail=some([(one.id, key) for one in asked.candidates for key in units], 0),
    )


def naive(asked: Problem, p: Prices) -> float:
    """The certificate of the planning model, loop by loop."""
    total = 0.0
    for u in asked.units:
        total += u.min_party * p.party.get(u.key, 0)
        total += sum(count * p.need.get((u.key, skill), 0) for skill, count in u.needs.items())
        total += min(
            asked.weights.wait_per_post[u.complexity - 1] * (w - 1) * u.size
            + sum(n * p.demand.get((u.key, post, w), 0) for post, n in u.posts.items())
            + u.size * p.capacity.get(w, 0)
            - sum(
                p.avail.get((o.id, u.key), 0)
                for o in asked.candidates
                if o.available_from_wave <= w
            )
            for w in asked.window(u)
        )
    total -= sum(wave.capacity * p.capacity.get(wave.number, 0) for wave in asked.waves)
    for g in asked.donors:
        staff = [o for o in asked.candidates if o.donor == g.id]
        for wave in asked.waves:
            total -= g.max_release_per_wave * p.release_wave.get((g.id, wave.number), 0)
        has = Counter(skill for o in staff for skill in g.keep if o.holds(skill))
        for skill, kept in g.keep.items():
            total -= max(0, has[skill] - kept) * p.keep.get((g.id, skill), 0)
        release = p.release.get(g.id, 0)
        total += min(
            disruption(asked.weights, g, t) - release * t for t in range(g.max_release + 1)
        )
    return total + sum(min(0.0, offer(asked, p, o)) for o in asked.candidates if not o.excluded)


def offer(asked: Problem, p: Prices, o: Any) -> float:
    best = float("inf")
    giver = next(g for g in asked.donors if g.id == o.donor)
    for u in asked.units:
        credit = p.party.get(u.key, 0) * o.party
        credit += sum(p.need.get((u.key, s), 0) for s in u.needs if o.holds(s))
        for post in POSTS:
            cost = line_cost(asked.weights, o, u, post)
            barred = u.code in o.forbidden_units or (
                u.code == o.home_unit and post in asked.weights.forbid_home
            )
            unfit = {"chief": not o.chief_ok, "deputy": not o.deputy_ok}.get(post, False)
            if barred or unfit or (o.max_km is not None and cost.hm > 10 * o.max_km):
                continue
            for w in asked.window(u):
                if w >= o.available_from_wave:
                    reduced = cost.pair - p.demand.get((u.key, post, w), 0) - credit
                    reduced += p.release.get(o.donor, 0) + p.release_wave.get((o.donor, w), 0)
                    reduced += sum(p.keep.get((o.donor, s), 0) for s in giver.keep if o.holds(s))
                    best = min(best, reduced + p.avail.get((o.id, u.key), 0))
    return best
