"""Numbers that give way: each kind, its limits, and what it makes of an invalid plan."""

from __future__ import annotations

import pytest

from binhyen.kernel.errors import Invalid
from binhyen.solver.deployment.api import Relaxation, check, relaxed
from binhyen.solver.deployment.tests.tiny import donor, officer, plan, problem, unit, waves

SKILLED = frozenset({"criminal"})
PEOPLE = tuple(officer(name, party=False, skills=SKILLED) for name in ("An", "Binh", "Chi"))

CASES = {
    "posts": (
        problem(units=(unit(posts={"chief": 1, "deputy": 1, "officer": 2}),)),
        Relaxation("posts", "00001", "officer", 1),
    ),
    "party": (
        problem(units=(unit(min_party=2),), candidates=PEOPLE),
        Relaxation("party", "00001", "", 2),
    ),
    "need": (
        problem(units=(unit(needs={"admin": 1}),)),
        Relaxation("need", "00001", "admin", 1),
    ),
    "release": (problem(donors=(donor(max_release=1),)), Relaxation("release", "D1", "", 2)),
    "release_wave": (
        problem(donors=(donor(max_release_per_wave=1),)),
        Relaxation("release_wave", "D1", "1", 2),
    ),
    # Three hold it and 9 are to stay: all three stay until three give way.
    "keep": (
        problem(candidates=PEOPLE, donors=(donor(keep={"criminal": 9}),)),
        Relaxation("keep", "D1", "criminal", 3),
    ),
    "capacity": (problem(waves=waves(1, 10)), Relaxation("capacity", "1", "", 2)),
}


@pytest.mark.parametrize("kind", CASES)
def test_a_plan_that_breaks_one_number_is_valid_once_it_gave_way(kind: str) -> None:
    asked, given = CASES[kind]
    assert not check(asked, plan()).valid
    assert check(asked, plan(), relaxations=[given]).valid
    if given.amount > 1:
        less = Relaxation(given.kind, given.key1, given.key2, given.amount - 1)
        assert not check(asked, plan(), relaxations=[less]).valid


def test_a_deadline_moves_by_waves() -> None:
    asked = problem(units=(unit(deadline_wave=1),))
    late = plan("An 00001 chief 2", "Binh 00001 deputy 2", "Chi 00001 officer 2")
    assert not check(asked, late).valid
    assert check(asked, late, relaxations=[Relaxation("deadline", "00001", "", 1)]).valid


def test_fewer_posts_wait_for_less() -> None:
    asked, given = CASES["posts"]
    assert relaxed(asked, [given]).units[0].size == 3


def test_nothing_given_way_is_the_same_problem() -> None:
    asked = problem()
    assert relaxed(asked, []) is asked


@pytest.mark.parametrize(
    "given",
    [
        Relaxation("posts", "99999", "officer", 1),
        Relaxation("posts", "00001", "boss", 1),
        Relaxation("posts", "00001", "officer", 2),
        Relaxation("party", "00001", "", 0),
        Relaxation("need", "00001", "lang_mong", 1),
        Relaxation("deadline", "00001", "", 1),
        Relaxation("release", "D1", "", 1),
        Relaxation("keep", "D1", "criminal", 1),
        Relaxation("capacity", "7", "", 1),
        Relaxation("capacity", "1", "", -3),
    ],
)
def test_what_cannot_give_way_is_refused_by_name(given: Relaxation) -> None:
    with pytest.raises(Invalid) as refused:
        relaxed(problem(), [given])
    assert given.key1 in refused.value.rows[0].message
