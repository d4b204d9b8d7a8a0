"""What cannot be kept together: which rules, which day, why nobody else, and what to give way."""

from __future__ import annotations

from binhyen.solver.rosters.api import Absence, Limit, Person, Relief, Status, solve
from binhyen.solver.rosters.tests.station import command, desk, duty, on, problem

LEADERS = (
    Person("x", "Trưởng", "chief"),
    Person("y", "Phó", "deputy"),
    Person("a", "An", "officer"),
)


def test_both_leaders_away():
    task = problem(
        people=LEADERS, length=3, kinds=(command(),), measures=(), eve_of_absence=False,
        absences=(Absence("x", on(1), on(1)), Absence("y", on(1), on(2))),
    )  # fmt: skip
    result = solve(task)
    assert result.status is Status.INFEASIBLE
    assert result.roster is None
    (clash,) = result.clashes
    assert (clash.rule, clash.on, clash.people, clash.kind) == (
        "authority",
        on(1),
        ("a",),
        "command",
    )
    assert clash.message == "03-3-2026: giao quyền trực chỉ huy cho An"
    assert clash.because == (
        "Trưởng: người nghỉ phép, đi học, công tác không trực",
        "Phó: người nghỉ phép, đi học, công tác không trực",
        "1 người còn lại: chỉ người có thẩm quyền mới giữ ca",
    )
    assert result.clashing == (
        "mỗi ngày đủ người cho mỗi loại trực",
        "chỉ người có thẩm quyền mới giữ ca",
        "người nghỉ phép, đi học, công tác không trực",
    )


def test_the_cheapest_rule_gives_way_first():
    task = problem(count=2, length=4, kinds=(desk(rest_days=2),), measures=())
    result = solve(task)
    # Two people and two days of rest cover two days of three: one short rest on day 2 or so, then again on day 3.
    assert {one.rule for one in result.clashes} == {"rest"}
    assert result.clashing == ("mỗi ngày đủ người cho mỗi loại trực", "được nghỉ sau ca trực")


def test_relief_gives_way_last():
    task = problem(
        count=2,
        length=3,
        kinds=(desk(rest_days=1),),
        reliefs=(Relief("a", on(0), on(2)),),
        measures=(),
    )
    # Only b is left, who must rest on day 1: either b does not rest twice, or a day stays empty.
    assert {one.rule for one in solve(task).clashes} == {"rest"}


def test_too_few_people_at_all():
    task = problem(count=1, length=2, kinds=(desk(needed={"weekday": 2}),), measures=())
    result = solve(task)
    assert [(one.rule, one.on, one.amount) for one in result.clashes] == [
        ("coverage", on(0), 1),
        ("coverage", on(1), 1),
    ]
    assert result.clashes[0].message == "02-3-2026: thiếu 1 người trực ban"


def test_a_fixed_duty_that_cannot_be():
    task = problem(
        count=2,
        length=2,
        fixed=(duty(0, "a"),),
        absences=(Absence("a", on(0), on(0)),),
        measures=(),
    )
    assert {one.rule for one in solve(task).clashes} <= {"absence", "fixed"}


def test_limits_that_leave_nobody():
    week = Limit("one", "một ca trong hai ngày", frozenset({"desk"}), 2, 1)
    result = solve(problem(count=1, length=2, limits=(week,), measures=()))
    assert [(one.rule, one.amount) for one in result.clashes] == [("limit", 1)]
    assert "một người" not in result.clashing


def test_nothing_may_give_way():
    task = problem(count=1, length=2, kinds=(desk(rest_days=1),), measures=(), gives_way=())
    result = solve(task)
    assert result.status is Status.INFEASIBLE
    assert result.clashes == ()
    assert len(result.clashing) == 2
