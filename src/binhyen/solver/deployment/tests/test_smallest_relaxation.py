"""Each kind of number that can be too hard gives way as little as it must, in worlds small enough to reckon."""

from __future__ import annotations

import pytest

from binhyen.solver.deployment.api import Problem, Relaxation, check
from binhyen.solver.deployment.relaxing import RelaxPrices, relax, smallest_relaxation
from binhyen.solver.deployment.tests.tiny import donor, officer, problem, unit, waves


def crew(count: int, **changes) -> tuple:
    return tuple(officer(f"N{number:02}", **changes) for number in range(count))


def test_a_feasible_problem_needs_none():
    found = relax(problem())
    assert (found.relaxation, found.price, found.bound) == ((), 0, 0)
    assert check(problem(), found.plan).valid


def test_a_language_nobody_speaks():
    # Two units need a Mông speaker each, one of six officers is one: one of the two must go without.
    speakers = (officer("Gia", skills=frozenset({"lang_mong"})), *crew(6))
    units = tuple(unit(code, needs={"lang_mong": 1}) for code in ("00001", "00002"))
    found = relax(problem(units=units, candidates=speakers))
    assert [(one.kind, one.key2, one.amount) for one in found.relaxation] == [
        ("need", "lang_mong", 1)
    ]
    assert proven(problem(units=units, candidates=speakers), found) == 20_000


def test_a_donor_that_may_release_too_few():
    # Three posts, the only donor may release two: one more, 10 000, is cheaper than an empty post, 40 000.
    changed = problem(donors=(donor(max_release=2),))
    assert smallest_relaxation(changed) == (Relaxation("release", "D1", "", 1),)


def test_a_donor_that_may_release_too_few_in_each_wave():
    # Three posts open in one wave, two may leave in it.
    changed = problem(donors=(donor(max_release_per_wave=2),), waves=waves(10))
    assert smallest_relaxation(changed) == (Relaxation("release_wave", "D1", "1", 1),)


def test_a_donor_that_keeps_too_many():
    # Four Party members, two must stay, so two may go; the unit wants three: 15 000 to keep one fewer,
    # 20 000 to ask one member fewer would not help, as only members are there (40 000 for an empty post).
    changed = problem(donors=(donor(keep={"party": 2}),), units=(unit(min_party=3),))
    assert smallest_relaxation(changed) == (Relaxation("keep", "D1", "party", 1),)


def test_keeping_more_than_it_has_counts_from_what_it_has():
    # Asked to keep 9 of 4: all stay. Three must go, so three fewer than 4 are kept.
    changed = problem(donors=(donor(keep={"party": 9}),))
    assert smallest_relaxation(changed) == (Relaxation("keep", "D1", "party", 3),)


def test_nobody_fit_to_be_chief():
    # Eligibility never gives way: the post stays empty.
    changed = problem(candidates=crew(4, chief_ok=False))
    assert smallest_relaxation(changed) == (Relaxation("posts", "00001", "chief", 1),)


def test_waves_too_small_together():
    # Two units of three posts, 5 places: one place more, 5 000, and all of it in one wave.
    units = (unit("00001"), unit("00002"))
    changed = problem(units=units, candidates=crew(6), waves=waves(3, 2))
    assert smallest_relaxation(changed) == (Relaxation("capacity", "2", "", 1),)


def test_too_much_due_by_the_first_wave():
    # Two units of three due in wave 1 with 4 places, room later: 2 places more cost 10 000, a later unit 30 000.
    units = tuple(unit(code, deadline_wave=1) for code in ("00001", "00002"))
    changed = problem(units=units, candidates=crew(6), waves=waves(4, 10))
    assert smallest_relaxation(changed) == (Relaxation("capacity", "1", "", 2),)
    # Who would rather be late than larger says so by the prices.
    [late] = smallest_relaxation(changed, prices=RelaxPrices(capacity=20_000))
    assert (late.kind, late.amount) == ("deadline", 1)


def test_enough_places_that_no_unit_fits_into():
    # Two units of three posts, places 4 + 2 = 6: the sum is enough, but each opens in one wave (3 ≤ 4, 3 > 2).
    units = (unit("00001"), unit("00002"))
    changed = problem(units=units, candidates=crew(6), waves=waves(4, 2))
    assert smallest_relaxation(changed) == (Relaxation("capacity", "2", "", 1),)


def test_an_officer_who_comes_late_to_a_unit_that_cannot_wait():
    # The only one fit to be chief can leave in wave 2, the unit is due in wave 1:
    # one wave later costs 30 000, an empty post 40 000.
    people = (officer("An", available_from_wave=2), *crew(3, chief_ok=False))
    changed = problem(units=(unit(deadline_wave=1),), candidates=people)
    found = relax(changed)
    assert found.relaxation == (Relaxation("deadline", "00001", "", 1),)
    assert proven(changed, found) == 30_000


def test_prices_are_the_planners_order():
    # As in the donor that releases too few; here an empty post is the lesser evil.
    changed = problem(donors=(donor(max_release=2),))
    [given] = smallest_relaxation(changed, prices=RelaxPrices(posts=1_000))
    assert given.kind == "posts"


def test_nobody_at_all():
    # Three empty posts; a Party quota that nobody fills besides.
    changed = problem(candidates=(), units=(unit(min_party=1),))
    found = relax(changed)
    assert proven(changed, found) == 3 * 40_000 + 20_000


@pytest.mark.parametrize("repeat", range(2))
def test_the_same_problem_gives_the_same_answer(repeat: int):
    units = tuple(unit(f"0000{number}", needs={"admin": 1}) for number in range(1, 4))
    changed = problem(units=units, candidates=crew(9), donors=(donor(max_release=7),))
    assert relax(changed) == relax(changed)


def proven(changed: Problem, found) -> int:
    assert found.price == found.bound
    assert check(changed, found.plan, None, found.relaxation).valid
    return found.price
