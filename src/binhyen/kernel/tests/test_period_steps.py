"""From a period to its neighbours, to last year's, and to the months inside a window."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.errors import Invalid
from binhyen.kernel.periods import (
    Calendar,
    Period,
    following,
    month_at,
    months_within,
    parse_period,
    part_of_year,
    period_of,
    previous,
    same_period_last_year,
)
from binhyen.kernel.tests.calendars import CALENDARS, MONTHLY

CALENDAR = st.sampled_from(MONTHLY)
YEAR = st.integers(2, 9998)
DAY = st.dates(date(3, 1, 1), date(9997, 12, 31))


def parsed(code: str) -> Period:
    return parse_period(code, CALENDARS, "admin")


@given(CALENDAR, YEAR)
def test_months_and_parts_tile_a_year(calendar: Calendar, year: int) -> None:
    whole = part_of_year(calendar, "year", year)
    months = months_within(whole, calendar)
    for parts in (
        months,
        [part_of_year(calendar, "quarter", year, number) for number in (1, 2, 3, 4)],
        [part_of_year(calendar, "half", year, number) for number in (1, 2)],
    ):
        assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
        assert all(first.end == second.start for first, second in pairwise(parts))
    assert len(months) == 12


@given(CALENDAR, DAY, st.sampled_from(["month", "quarter", "half", "year", "day"]))
def test_every_day_lies_in_one_period_of_each_kind(calendar: Calendar, on: date, kind: str) -> None:
    period = period_of(on, calendar, kind)
    assert period.contains(on)
    assert not previous(period).contains(on)
    assert not following(period).contains(on)
    assert parse_period(str(period), CALENDARS, "campaign") == period


@given(CALENDAR, st.integers(12 * 2, 12 * 9998))
def test_following_undoes_previous(calendar: Calendar, index: int) -> None:
    month = month_at(calendar, index)
    assert following(previous(month)) == month
    assert previous(month).end == month.start


@pytest.mark.parametrize(
    ("code", "before", "last_year"),
    [
        ("admin:2022-01", "admin:2021-12", "admin:2021-01"),
        ("admin:2022-Q1", "admin:2021-Q4", "admin:2021-Q1"),
        ("admin:2022-H2", "admin:2022-H1", "admin:2021-H2"),
        ("admin:2022-9M", "admin:2021-9M", "admin:2021-9M"),
        ("admin:2022", "admin:2021", "admin:2021"),
        ("campaign:2024-02-29", "campaign:2024-02-28", "campaign:2023-02-28"),
        (
            "campaign:2022-03-11..2022-03-20",
            "campaign:2022-03-01..2022-03-10",
            "campaign:2021-03-11..2021-03-20",
        ),
    ],
)
def test_it_finds_what_to_compare_with(code: str, before: str, last_year: str) -> None:
    assert str(previous(parsed(code))) == before
    assert str(same_period_last_year(parsed(code))) == last_year


def test_conferences_follow_one_another_and_have_no_last_year() -> None:
    second = parsed("conference:2023-11-17")
    assert str(previous(second)) == "conference:2021-05-31..2022-06-03"
    for step in (following, lambda first: previous(previous(first)), same_period_last_year):
        with pytest.raises(Invalid, match="không có kỳ để so sánh"):
            step(second)


def test_a_review_window_holds_the_months_that_ended_in_it() -> None:
    window = parsed("conference:2022-06-03")
    months = [month.code for month in months_within(window, CALENDARS["admin"])]
    assert (len(months), months[0], months[-1]) == (12, "2021-06", "2022-05")
    assert months_within((date(2022, 5, 15), date(2022, 6, 14)), CALENDARS["admin"]) == []
    assert months_within((date(2022, 6, 1), date(2022, 5, 1)), CALENDARS["admin"]) == []


def test_time_ends_where_dates_do() -> None:
    civil = CALENDARS["calendar"]
    assert len(months_within((date.min, date.max), civil)) == 12 * 9999 - 1
    for step, code in (
        (previous, "0001-01"),
        (following, "9999-11"),
        (same_period_last_year, "0001"),
    ):
        with pytest.raises(Invalid):
            step(parse_period(code, CALENDARS, "calendar"))
    with pytest.raises(Invalid):
        same_period_last_year(parsed("campaign:0001-01-01"))
    with pytest.raises(Invalid):
        previous(parsed("campaign:0001-01-01"))
