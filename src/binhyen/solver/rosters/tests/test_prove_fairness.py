"""Fairness: what is carried over, what days away count for, and the proof in words."""

from __future__ import annotations

from binhyen.solver.rosters.api import (
    Absence,
    Person,
    Relief,
    Status,
    check,
    counting_bound,
    shares,
    solve,
)
from binhyen.solver.rosters.tests.station import desk, nights, on, problem, roster


def test_ninety_two_nights_on_seven_people():
    # 92 = 7 × 13 + 1: one has 14, six have 13.
    solved = solve(problem(count=7, length=92))
    assert solved.status is Status.OPTIMAL
    assert sorted(solved.evenness[0].loads.values()) == [13] * 6 + [14]
    assert solved.evenness[0].words == (
        "Đêm trực: chênh lệch 1 đêm (nhiều nhất 14, ít nhất 13); không thể bằng 0 vì 92 đêm chia 7 người: "
        "phải có người từ 14, có người không quá 13."
    )


def test_an_even_division_says_so():
    words = solve(problem(count=3, length=6)).evenness[0].words
    assert words == "Đêm trực: chênh lệch 0 đêm, mọi người đều 2; không thể tốt hơn."


def test_who_did_more_before_does_less_now():
    people = tuple(
        Person(who, who, "officer", before={"nights": done})
        for who, done in (("a", 4), ("b", 1), ("c", 0))
    )
    solved = solve(problem(people=people, length=4))
    # 4 + 1 + 0 carried over and 4 new are 9, three each; but a has 4 already, so b and c share 5: 2 and 3.
    assert dict(solved.evenness[0].loads)["a"] == 4
    assert sorted(solved.evenness[0].loads.values()) == [2, 3, 4]
    assert "cộng 5 đêm mang sang" in solved.evenness[0].words
    assert solved.evenness[0].proven


def test_whoever_comes_back_from_leave_does_not_pay_for_it():
    task = problem(count=2, length=10, absences=(Absence("a", on(5), on(9)),))
    found = {one.person: one for one in shares(task, task.measures[0])}
    # a is away days 5-9 and kept from the eve, day 4: 6 days; present are 4 of a and 10 of b.
    # 10 nights × 6 ÷ 14 = 4.29, rounded 4.
    assert found["a"].credit == 4
    assert found["b"].credit == 0
    # a holds 3 and b 7, so both carry 7.
    assert dict(solve(task).evenness[0].loads) == {"a": 7, "b": 7}


def test_without_credit_leave_is_made_up_for():
    task = problem(
        count=2, length=10, absences=(Absence("a", on(5), on(9)),), measures=(nights(credit=False),)
    )
    # a can hold at most days 0-3.
    assert dict(solve(task).evenness[0].loads) == {"a": 4, "b": 6}


def test_whoever_is_relieved_all_the_time_does_not_count():
    task = problem(count=3, length=4, reliefs=(Relief("a", on(0), on(3)),))
    assert set(solve(task).evenness[0].loads) == {"b", "c"}


def test_reach_is_bounded_by_rest():
    task = problem(count=2, length=5, kinds=(desk(rest_days=1),))
    # With a day of rest between, days 0, 2 and 4 are the most one can hold.
    assert [one.reach for one in shares(task, task.measures[0])] == [3, 3]


def test_points_in_steps_make_the_bound_larger():
    points = {"desk": {"weekday": 2, "weekend": 4, "holiday": 6}}
    task = problem(count=2, length=3, measures=(nights(points=points, word="điểm"),))
    # 6 points on 2 people would be 3 each, but all points are even: 4 and 2, never nearer.
    assert counting_bound(task, task.measures[0]).spread == 0
    task = problem(count=4, length=3, measures=(nights(points=points, word="điểm"),))
    # 6 points on 4 people: top 2, bottom 1, rounded up to a step of 2.
    assert counting_bound(task, task.measures[0]).spread == 2


def test_what_counting_cannot_prove_is_searched():
    points = {"desk": {"weekday": 2, "weekend": 4, "holiday": 6}}
    task = problem(count=2, length=3, measures=(nights(points=points, word="điểm"),))
    solved = solve(task)
    assert solved.status is Status.OPTIMAL
    assert solved.evenness[0].spread == 2
    assert "đã xét hết mọi cách xếp" in solved.evenness[0].words


def test_the_checker_claims_no_more_than_it_counted():
    task = problem(count=3, length=4)
    assert (
        "chưa chứng minh là nhỏ nhất, chắc chắn không dưới 1"
        in check(task, roster("aaab")).evenness[0].words
    )
