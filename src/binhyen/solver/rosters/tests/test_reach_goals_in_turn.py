"""Goals in turn: wishes never cost fairness, a new roster stays close to the published one, the same seed answers the same."""

from __future__ import annotations

import pytest

from binhyen.kernel.errors import Invalid
from binhyen.solver.rosters.api import (
    Absence,
    Limit,
    Person,
    Problem,
    Status,
    Wish,
    check,
    solve,
)
from binhyen.solver.rosters.tests.station import (
    command,
    days,
    desk,
    duty,
    nights,
    officers,
    on,
    problem,
    roster,
    row,
)


def test_wishes_are_granted_where_fairness_allows():
    task = problem(
        count=2, length=4, wishes=(Wish("a", on(0), wanted=False), Wish("b", on(3), wanted=True))
    )
    solved = solve(task)
    assert (row(solved.roster)[0], row(solved.roster)[3]) == ("b", "b")
    assert sorted(solved.evenness[0].loads.values()) == [2, 2]


def test_wishes_do_not_cost_fairness():
    wishes = tuple(Wish("a", on(day), wanted=False) for day in range(4))
    solved = solve(problem(count=2, length=4, wishes=wishes))
    # Two of four free days are the most that fairness leaves.
    assert [(one.goal, one.value) for one in solved.reached] == [
        ("stand_ins", 0), ("fairness", 0), ("wishes", 2), ("change", 0),
    ]  # fmt: skip


def test_a_published_roster_changes_as_little_as_can_be():
    published = roster("abcabc").duties
    task = problem(
        length=6, published=published, absences=(Absence("a", on(3), on(3)),), eve_of_absence=False
    )
    solved = solve(task)
    # Day 3 must go to b or c; for evenness with a's credit nothing else need move.
    assert solved.reached[-1].goal == "change"
    assert solved.reached[-1].value == len(set(published) - set(solved.roster.duties))
    assert solved.status is Status.OPTIMAL


def test_change_first_moves_only_what_must():
    published = roster("abcabc").duties
    task = problem(
        length=6, published=published, absences=(Absence("a", on(3), on(3)),), eve_of_absence=False,
        goals=("stand_ins", "change", "fairness"),
    )  # fmt: skip
    assert solve(task).reached[1].value == 1


def test_the_same_seed_gives_the_same_roster():
    assert solve(station_of(14, 40), seed=5).roster == solve(station_of(14, 40), seed=5).roster


def test_sixty_people_over_three_months_are_proven():
    result = solve(station_of(60, 92))
    assert result.status is Status.OPTIMAL
    assert check(station_of(60, 92), result.roster).valid
    assert all(one.proven for one in result.evenness)


def station_of(size: int, length: int) -> Problem:
    leaders = (
        Person("x", "Trưởng", "chief"),
        Person("y", "Phó", "deputy"),
        Person("z", "Phó hai", "deputy"),
    )
    people = leaders + tuple(
        Person(f"p{at:02d}", f"Người {at}", "officer") for at in range(size - 3)
    )
    return problem(
        people=people,
        days=days(length, holidays=range(10, 15)),
        kinds=(command(rest_days=1), desk(rest_days=2), desk(code="standby", label="Ứng trực", night=False, needed={"weekday": 2, "weekend": 2, "holiday": 4})),
        limits=(Limit("week", "ba ca trong bảy ngày", frozenset({"desk"}), 7, 3),),
        measures=(nights(), nights("standby", code="standby"), nights("command", code="command")),
        absences=tuple(Absence(f"p{at:02d}", on(at), on(at + 9)) for at in range(0, size - 3, 4)),
        couples=(("p00", "p01"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"people": ()}, "cần từ 1 đến 200"),
        ({"people": officers(2) + officers(1)}, "hơn một lần"),
        ({"days": (*days(1), *days(4)[2:])}, "không được hở ngày"),
        ({"kinds": ()}, "chưa có loại trực"),
        ({"kinds": (desk(rest_days=-1),)}, "không âm"),
        ({"kinds": (desk(needed={"weekday": -2}),)}, "không âm"),
        ({"absences": (Absence("z", on(0), on(1)),)}, "không có người mang mã “z”"),
        ({"absences": (Absence("a", on(1), on(0)),)}, "ngày cuối đứng trước ngày đầu"),
        ({"couples": (("a", "a"),)}, "hai người khác nhau"),
        ({"fixed": (duty(9, "a"),)}, "nằm ngoài lịch"),
        ({"fixed": (duty(0, "a", "guard"),)}, "không có loại trực “guard”"),
        ({"fixed": (duty(0, "a"), duty(0, "a"))}, "mỗi ngày một ca"),
        ({"earlier": (duty(0, "a"),)}, "phải đứng trước ngày đầu"),
        ({"limits": (Limit("x", "x", frozenset({"desk"}), 0, 1),)}, "không âm"),
        ({"wishes": (Wish("a", on(0), wanted=True, weight=-1),)}, "không âm"),
    ],
)
def test_contradictions_are_told_with_path_and_cure(given, words):
    with pytest.raises(Invalid) as refusal:
        problem(**given)
    assert any(words in str(one) for one in refusal.value.rows)
    assert all(one.column for one in refusal.value.rows)
