"""Each rule: the solver keeps it where it would rather not, and the checker tells who breaks it, and by how much."""

from __future__ import annotations

import pytest

from binhyen.solver.rosters.api import (
    RULES,
    Absence,
    Limit,
    Person,
    Relief,
    Roster,
    Status,
    check,
    solve,
)
from binhyen.solver.rosters.tests.station import (
    command,
    desk,
    duty,
    nights,
    officers,
    on,
    problem,
    roster,
    row,
)

WEEK = Limit("pair", "hai ca trong ba ngày", frozenset({"desk"}), 3, 2)


def broken(task, found) -> list[tuple[str, int]]:
    return [(one.rule, one.amount) for one in check(task, found).violations]


def test_coverage_counts_too_few_and_too_many():
    task = problem(length=3)
    # Day 0 has two (one too many), day 1 one, day 2 none (one too few).
    found = Roster((duty(0, "a"), duty(0, "b"), duty(1, "c")))
    assert broken(task, found) == [("coverage", 1), ("coverage", 1)]
    assert (
        check(task, found).violations[1].message
        == "04-3-2026: cần 1 người trực ban, đang có 0; hãy thêm 1 người."
    )


def test_a_duty_outside_the_days_is_one_too_many():
    assert broken(problem(length=1), roster("ab")) == [("coverage", 1)]


def test_one_duty_a_day():
    kinds = (desk(), desk(code="standby", label="Ứng trực", night=False))
    task = problem(length=1, kinds=kinds)
    found = Roster((duty(0, "a"), duty(0, "a", "standby")))
    assert broken(task, found) == [("one_duty", 1)]
    solved = solve(task).roster
    assert len({one.person for one in solved.duties}) == 2


def test_a_stranger_is_told():
    assert ("one_duty", 1) in broken(problem(length=1), roster("z"))


def test_authority():
    people = (Person("x", "Trưởng", "chief"), Person("y", "Phó", "deputy"), *officers(2))
    task = problem(length=2, people=people, kinds=(command(), desk()), measures=())
    found = Roster((duty(0, "a", "command"), duty(0, "b"), duty(1, "x", "command"), duty(1, "y")))
    # The officer commands, the deputy sits at the desk: both without right.
    assert broken(task, found) == [("authority", 1), ("authority", 1)]
    assert {one.person for one in solve(task).roster.duties if one.kind == "command"} <= {"x", "y"}


def test_an_authorised_officer_may_stand_in():
    people = (
        Person("x", "Trưởng", "chief"),
        Person("a", "Người A", "officer", frozenset({"command"})),
    )
    task = problem(
        length=3,
        people=people,
        kinds=(command(),),
        measures=(),
        absences=(Absence("x", on(1), on(1)),),
    )
    solved = solve(task)
    # The chief is away on day 1, and the night of day 0 would end on day 1: two stand-ins are needed.
    assert row(solved.roster, "command") == "aax"
    assert next((one.goal, one.value, one.bound) for one in solved.reached) == ("stand_ins", 2, 2)


def test_absence_and_its_eve():
    task = problem(count=2, length=3, absences=(Absence("a", on(1), on(1)),))
    assert row(solve(task).roster)[:2] == "bb"
    # Day 0 ends on the first day away, day 1 is the day away; day 2 is free again.
    assert broken(task, roster("aaa")) == [("absence", 1), ("absence", 1)]
    no_eve = problem(
        count=2, length=3, absences=(Absence("a", on(1), on(1)),), eve_of_absence=False
    )
    assert broken(no_eve, roster("aab")) == [("absence", 1)]


def test_relief_lasts_to_its_last_day():
    task = problem(count=2, length=4, reliefs=(Relief("a", on(0), on(1)),))
    assert row(solve(task).roster)[:2] == "bb"
    assert broken(task, roster("aaab")) == [("relief", 1), ("relief", 1)]


def test_relief_leaves_duties_from_home():
    task = problem(count=1, kinds=(desk(night=False),), reliefs=(Relief("a", on(0), on(3)),))
    assert row(solve(task).roster) == "aaaa"


def test_rest_after_a_duty():
    task = problem(count=3, length=4, kinds=(desk(rest_days=2),))
    solved = row(solve(task).roster)
    assert solved[3] == solved[0]
    assert len(set(solved[:3])) == 3
    # a again after 1 day: 2 days of rest end with day 2, so day 1 must move by 2 days; day 3 is right.
    assert broken(task, roster("aaba")) == [("rest", 2), ("rest", 1)]


def test_rest_after_the_month_before():
    task = problem(
        count=3, length=2, kinds=(desk(rest_days=2),), earlier=(duty(-1, "a"), duty(-2, "b"))
    )
    assert row(solve(task).roster) == "cb"
    assert broken(task, roster("ab")) == [("rest", 2)]


def test_rest_only_from_what_it_is_from():
    kinds = (
        desk(rest_days=1, rest_from=frozenset({"desk"})),
        desk(code="standby", label="Ứng trực", night=False),
    )
    task = problem(count=2, length=2, kinds=kinds, measures=())
    found = Roster((duty(0, "a"), duty(0, "b", "standby"), duty(1, "b"), duty(1, "a", "standby")))
    assert broken(task, found) == []
    assert solve(task).status is Status.OPTIMAL


def test_limit_over_a_window():
    task = problem(count=2, length=6, limits=(WEEK,), measures=())
    solved = row(solve(task).roster)
    assert all(len(set(solved[at : at + 3])) == 2 for at in range(4))
    # a holds days 0-3: the windows that end on day 2 and on day 3 have 3, one more than 2.
    assert broken(task, roster("aaaabb")) == [("limit", 1), ("limit", 1)]


def test_limit_counts_the_month_before():
    task = problem(
        count=2, length=1, limits=(WEEK,), earlier=(duty(-1, "a"), duty(-2, "a")), measures=()
    )
    assert row(solve(task).roster) == "b"
    assert broken(task, roster("a")) == [("limit", 1)]


def test_a_limit_that_is_only_advice_is_told_as_overload():
    advice = Limit("advice", "hai ca trong ba ngày", frozenset({"desk"}), 3, 2, hard=False)
    task = problem(count=1, length=4, limits=(advice,))
    solved = solve(task)
    assert row(solved.roster) == "aaaa"
    # Three in the window of days 0-2, advised two.
    assert [(one.person, one.most, one.advised, one.since) for one in solved.overloads] == [
        ("a", 3, 2, on(0))
    ]


def test_couples_never_share_a_night():
    task = problem(
        count=3, length=2, kinds=(desk(needed={"weekday": 2}),), couples=(("a", "b"),), measures=()
    )
    assert all({one.person for one in solve(task).roster.on(on(at))} != {"a", "b"} for at in (0, 1))
    found = Roster((duty(0, "a"), duty(0, "b"), duty(1, "a"), duty(1, "c")))
    assert broken(task, found) == [("couples", 1)]


def test_fixed_duties_stay():
    task = problem(count=3, length=3, fixed=(duty(1, "c"), duty(2, "c")), measures=())
    assert row(solve(task).roster)[1:] == "cc"
    assert broken(task, roster("abc")) == [("fixed", 1)]


def test_every_rule_is_known_by_its_own_words():
    assert len({rule.code for rule in RULES}) == len(RULES) == 9
    assert all(rule.label and rule.source for rule in RULES)


@pytest.mark.parametrize("goal", ["stand_ins", "fairness", "wishes", "change"])
def test_each_goal_may_stand_alone(goal):
    assert solve(problem(goals=(goal,))).status is Status.OPTIMAL


def test_evenness_is_by_measure():
    # Four nights on three people: two for one, one for the others.
    solved = solve(problem(measures=(nights(),)))
    assert sorted(solved.evenness[0].loads.values()) == [1, 1, 2]
