"""Against all rosters there are, tried one by one: three people, four days, every mix of rules."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.solver.rosters.api import (
    Absence,
    Limit,
    Problem,
    Relief,
    Status,
    Wish,
    check,
    counting_bound,
    solve,
)
from binhyen.solver.rosters.tests.station import days, desk, duty, nights, on, problem, roster

PEOPLE, LENGTH = "abc", 4
WHO, WHEN = st.sampled_from(PEOPLE), st.integers(0, LENGTH - 1)


@st.composite
def tiny(draw: Any) -> Problem:
    first, last = sorted((draw(WHEN), draw(WHEN)))
    people = problem().people
    before = {one.id: {"nights": draw(st.integers(0, 3))} for one in people}
    return problem(
        people=tuple(
            type(one)(one.id, one.name, one.post, before=before[one.id]) for one in people
        ),
        days=days(LENGTH, holidays=draw(st.sets(WHEN, max_size=2))),
        kinds=(desk(rest_days=draw(st.integers(0, 2))),),
        limits=(
            Limit(
                "some", "mức", frozenset({"desk"}), draw(st.integers(1, 4)), draw(st.integers(1, 3))
            ),
        ),
        measures=(
            nights(credit=draw(st.booleans())),
            nights(code="burden", points={"desk": {"weekday": 2, "weekend": 3, "holiday": 5}}),
        ),
        absences=draw(st.sampled_from([(), (Absence("a", on(first), on(last)),)])),
        reliefs=draw(st.sampled_from([(), (Relief("b", on(first), on(last)),)])),
        fixed=draw(st.sampled_from([(), (duty(draw(WHEN), draw(WHO)),)])),
        earlier=draw(st.sampled_from([(), (duty(-1, draw(WHO)),)])),
        wishes=tuple(
            Wish(draw(WHO), on(draw(WHEN)), draw(st.booleans()))
            for _ in range(draw(st.integers(0, 3)))
        ),
        published=draw(
            st.sampled_from(
                [(), roster(draw(st.text(PEOPLE, min_size=LENGTH, max_size=LENGTH))).duties]
            )
        ),
    )


def tried(task: Problem) -> dict[tuple[int, ...], int]:
    """Goal values of every valid roster, with how many reach them."""
    found: dict[tuple[int, ...], int] = {}
    for letters in product(PEOPLE, repeat=LENGTH):
        verdict = check(task, roster("".join(letters)))
        if verdict.valid:
            values = tuple(verdict.values[goal] for goal in task.goals)
            found[values] = found.get(values, 0) + 1
    return found


@settings(max_examples=60)
@given(tiny())
def test_it_finds_the_best_there_is(task: Problem) -> None:
    all_there_are, result = tried(task), solve(task)
    if not all_there_are:
        assert result.status is Status.INFEASIBLE
        assert result.clashes
        assert result.clashing
        return
    assert result.status is Status.OPTIMAL
    assert result.objective == min(all_there_are)
    assert result.bound == result.objective


@settings(max_examples=60)
@given(tiny())
def test_no_roster_at_all_is_more_even_than_counting_allows(task: Problem) -> None:
    bounds = {one.code: counting_bound(task, one).spread for one in task.measures}
    for letters in product(PEOPLE, repeat=LENGTH):
        verdict = check(task, roster("".join(letters)))
        for one in verdict.evenness if verdict.valid else ():
            if one.loads:
                spread = max(one.loads.values()) - min(one.loads.values())
                assert bounds[one.measure] <= spread
