"""The plan by hand: valid where the hand finds one, the same every time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.solver.deployment.api import check, greedy
from binhyen.solver.deployment.tests.tiny import officer, problem, tight, unit


def test_it_takes_the_nearest_who_is_fit() -> None:
    # Only Chi may be chief; An is nearest of the rest, Dũng farthest.
    people = (
        officer("An", chief_ok=False, base_lat=20.01),
        officer("Binh", chief_ok=False, base_lat=20.02),
        officer("Chi", base_lat=20.5),
        officer("Dung", chief_ok=False, base_lat=20.03),
    )
    made = greedy(problem(candidates=people))
    assert made is not None
    assert [(one.officer, one.post) for one in made.postings] == [
        ("An", "deputy"),
        ("Binh", "officer"),
        ("Chi", "chief"),
    ]


def test_it_looks_ahead_for_a_quota() -> None:
    # The only speaker lives farthest, yet the last place is kept for them.
    speaker = officer("Dung", base_lat=21.0, skills=frozenset({"lang_mong"}))
    people = (*(officer(name) for name in ("An", "Binh", "Chi")), speaker)
    made = greedy(problem(units=(unit(needs={"lang_mong": 1}),), candidates=people))
    assert made is not None
    assert "Dung" in {one.officer for one in made.postings}


def test_it_gives_up_rather_than_break_a_rule() -> None:
    assert greedy(problem(units=(unit(needs={"lang_mong": 1}),))) is None


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_whatever_it_finds_is_valid_and_the_same_again(seed: int) -> None:
    asked, _ = tight(seed)
    made = greedy(asked)
    assert made is None or check(asked, made).valid
    assert greedy(asked) == made
