"""The smallest relaxation is the smallest: every way to fill tiny problems, posts left empty included, is tried."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.solver.deployment.api import POSTS, Plan, Posting, Problem, check
from binhyen.solver.deployment.relaxing import RelaxPrices, relax
from binhyen.solver.deployment.rules.ledger import holders
from binhyen.solver.deployment.tests.brute import random_problem
from binhyen.solver.deployment.tests.tiny import tight

PAIR_RULES = {
    "eligible_for_post", "not_at_home", "not_forbidden", "within_reach", "not_excluded",
    "availability", "one_post_each", "known_names",
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_no_way_to_fill_gives_way_less(seed: int):
    problem = random_problem(seed)
    found = relax(problem)
    assert found.plan is not None
    assert check(problem, found.plan, None, found.relaxation).valid
    assert found.price == found.bound == RelaxPrices().total(found.relaxation)
    if sum(one.size for one in problem.units) <= 5:
        assert found.price == least_price(problem)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_gives_way_where_a_plan_exists(seed: int):
    problem, _ = tight(seed)
    found = relax(problem)
    assert found.relaxation == ()
    assert found.plan is not None
    assert check(problem, found.plan).valid


def least_price(problem: Problem) -> int:
    """The cheapest giving way over all waves from each unit's earliest and all fillings of its posts."""
    later = [range(one.earliest_wave, problem.last_wave + 1) for one in problem.units]
    slots = [
        (unit, post) for unit in problem.units for post in POSTS for _ in range(unit.posts[post])
    ]
    free = [one.id for one in problem.candidates if not one.excluded]
    best = None
    for choice in product(*later):
        waves = {unit.key: wave for unit, wave in zip(problem.units, choice, strict=True)}
        for people in _choices(free, len(slots)):
            lines = [
                Posting(who, unit.key, post, waves[unit.key])
                for who, (unit, post) in zip(people, slots, strict=True)
                if who is not None
            ]
            price = _price(problem, Plan(tuple(lines)), waves, best)
            if price is not None and (best is None or price < best):
                best = price
    assert best is not None
    return best


def _choices(free: list[str], count: int):
    if not count:
        yield ()
        return
    for rest in _choices(free, count - 1):
        yield (None, *rest)
        for who in free:
            if who not in rest:
                yield (who, *rest)


def _price(problem: Problem, plan: Plan, waves: dict[str, int], best: int | None) -> int | None:
    """What giving way this plan needs; None if it breaks what never gives way, or is no better than `best`."""
    prices = RelaxPrices()
    people = {one.id: one for one in problem.candidates}
    filled = Counter((line.unit, line.post) for line in plan.postings)
    price = 0
    for unit in problem.units:
        sent = [people[line.officer] for line in plan.postings if line.unit == unit.key]
        has = holders(sent, unit.needs)
        price += prices.posts * sum(unit.posts[post] - filled[unit.key, post] for post in POSTS)
        price += prices.party * max(0, unit.min_party - sum(one.party for one in sent))
        price += prices.need * sum(max(0, n - has[skill]) for skill, n in unit.needs.items())
        price += prices.deadline * max(0, waves[unit.key] - problem.window(unit)[-1])
    for donor in problem.donors:
        mine = [one for one in problem.candidates if one.donor == donor.id]
        gone = [line for line in plan.postings if people[line.officer].donor == donor.id]
        has, left = (
            holders(mine, donor.keep),
            holders([people[x.officer] for x in gone], donor.keep),
        )
        if donor.max_release is not None:
            price += prices.release * max(0, len(gone) - donor.max_release)
        if donor.max_release_per_wave is not None:
            by_wave = Counter(line.wave for line in gone)
            over = sum(max(0, n - donor.max_release_per_wave) for n in by_wave.values())
            price += prices.release_wave * over
        spare = {skill: max(0, has[skill] - n) for skill, n in donor.keep.items()}
        price += prices.keep * sum(max(0, left[skill] - n) for skill, n in spare.items())
    for wave in problem.waves:
        over = sum(line.wave == wave.number for line in plan.postings) - wave.capacity
        price += prices.capacity * max(0, over)
    if best is not None and price >= best:
        return None
    broken = set(check(problem, plan).by_rule) & PAIR_RULES
    return None if broken else price
