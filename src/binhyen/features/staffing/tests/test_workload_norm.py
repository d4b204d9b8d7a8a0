"""The workload norm by hand: WHO's arithmetic, the rounding rule, and what is told when figures are missing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from binhyen.features.staffing.rules.wisn import (
    available_minutes,
    loads,
    posts_for_workload,
    required,
    shown,
)
from binhyen.features.staffing.workload_entries import ActivityEntry, WorkloadEntry
from binhyen.kernel.errors import Invalid

SOURCE = {"certainty": "R", "text": "ví dụ"}
TIME = WorkloadEntry(
    code="workload",
    vi="Định mức",
    en="Norm",
    hours_per_day=8,
    leave_days=20,
    training_days=10,
    other_days=5,
    overload_permille=100,
    overload_up_to=5,
    least_reported_permille=750,
    explain="ví dụ",
    source=SOURCE,
)


def standard(code: str, kind: str, **said: object) -> ActivityEntry:
    return ActivityEntry(
        code=code, vi=code, en=code, kind=kind, explain="ví dụ", source=SOURCE, **said
    )


PATROLS = standard("a.patrols", "service", driver="patrols.officer_turns", minutes=180)
CRIME = standard("a.crime", "service", driver="crime.social_order.occurred", minutes=2400)
MEETINGS = standard("a.meetings", "category", share_permille=150)
PARTY = standard("a.party", "category", share_permille=50)
DUTY = standard("a.duty", "individual", hours=4260)


def test_working_time_is_what_absence_leaves():
    # 250 working days − (20 + 10 + 5) absent = 215 days; × 8 hours × 60 = 103 200 minutes.
    assert available_minutes(250, TIME) == 103_200


def test_a_year_without_time_is_refused():
    with pytest.raises(Invalid):
        available_minutes(35, TIME)


def test_the_sum_of_work_factor_and_allowance():
    # One officer works 102 240 minutes. Patrols: 500 turns × 180 = 90 000; crime: 10 × 2 400 = 24 000.
    # Together 114 000 / 102 240 = 1,11502…; shares 15 % + 5 % = 20 %, factor 1 / 0,8 = 1,25 → 1,39378…
    # Duty: 4 260 h × 60 = 255 600 / 102 240 = 2,5. In all 3,89378…
    volumes = {"patrols.officer_turns": Fraction(500), "crime.social_order.occurred": Fraction(10)}
    found = loads([PATROLS, CRIME, MEETINGS, PARTY, DUTY], volumes, 102_240)
    assert required(found) == Fraction(114_000, 102_240) * Fraction(5, 4) + Fraction(5, 2)
    assert [str(shown(one.officers)) for one in found] == ["0.88", "0.23", "0.21", "0.07", "2.5"]


def test_shares_that_leave_no_time_are_refused():
    whole = standard("a.all", "category", share_permille=1000)
    with pytest.raises(Invalid):
        loads([whole], {}, 1000)


@pytest.mark.parametrize(
    ("officers", "posts"),
    [
        ("0", 0),
        ("0.3", 1),  # anything to do needs somebody
        ("1.1", 1),  # one may carry a tenth more …
        ("1.11", 2),  # … and no more than that
        ("2.2", 2),
        ("2.21", 3),
        ("4.4", 4),
        ("4.41", 5),
        ("5.5", 5),
        ("5.51", 6),
        ("7.5", 7),  # from five on, half an officer
        ("7.51", 8),
    ],
)
def test_fractions_become_posts(officers: str, posts: int):
    assert posts_for_workload(Fraction(officers), TIME) == posts


@given(st.fractions(min_value=0, max_value=80))
def test_nobody_carries_more_than_a_tenth_too_much(officers: Fraction):
    posts = posts_for_workload(officers, TIME)
    assert officers <= posts * Fraction(11, 10)
    assert posts < officers + 1


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "service", "driver": "tips.received"},
        {"kind": "service", "driver": "tips.received", "minutes": 5, "hours": 4},
        {"kind": "category", "minutes": 5},
        {"kind": "individual"},
        {"kind": "service", "driver": "tips.received", "minutes": 0},
    ],
)
def test_a_standard_says_exactly_what_its_kind_needs(said: dict):
    with pytest.raises(ValidationError):
        standard("a.bad", **said)
