"""The calendars of the catalogue cut time as the rules of reporting say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from binhyen.kernel.periods import months_within, parse_period
from binhyen.kernel.workdays import WorkCalendar
from tests.catalogue.shelves import entries

CALENDARS = {code: entry.calendar() for code, entry in entries("calendars").items()}


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("calendar:2022-05", date(2022, 5, 1), date(2022, 5, 31)),
        ("admin:2022-05", date(2022, 4, 15), date(2022, 5, 14)),
        ("admin:2022-H1", date(2021, 12, 15), date(2022, 6, 14)),
        ("admin:2022-Q1", date(2021, 12, 15), date(2022, 3, 14)),
        ("admin:2022-9M", date(2021, 12, 15), date(2022, 9, 14)),
        ("police:2025", date(2024, 12, 15), date(2025, 12, 14)),
        ("evaluation:2025", date(2024, 11, 15), date(2025, 11, 14)),
        ("conference:2022-06-03", date(2021, 5, 31), date(2022, 6, 2)),
        ("campaign:2022-08-19..2022-09-18", date(2022, 8, 19), date(2022, 9, 18)),
    ],
)
def test_it_cuts_periods_where_the_rule_says(code: str, first: date, last: date) -> None:
    period = parse_period(code, CALENDARS, "admin")
    assert (period.start, period.last_day) == (first, last)


def test_it_reviews_twelve_months_between_the_two_conferences() -> None:
    between = parse_period("conference:2022-06-03", CALENDARS, "admin")
    months = months_within(between, CALENDARS["admin"])
    assert [months[0].code, months[-1].code, len(months)] == ["2021-06", "2022-05", 12]


@pytest.mark.parametrize("year", entries("holidays").values(), ids=lambda year: str(year.year))
def test_it_lists_weekdays_off_and_saturdays_worked(year: Any) -> None:
    assert all(day.on.weekday() < 5 for day in year.days_off)
    assert all(day.on.weekday() == 5 for day in year.make_up_days)
    tet = [day for day in year.days_off if "Tết Nguyên đán" in day.vi]
    assert len(tet) == 5


def test_it_covers_every_year_from_2019_to_2026() -> None:
    assert sorted(map(int, entries("holidays"))) == list(range(2019, 2027))


def test_it_counts_working_days_over_tet() -> None:
    years = entries("holidays").values()
    work = WorkCalendar(
        {day.on: day.vi for year in years for day in year.days_off},
        frozenset(day.on for year in years for day in year.make_up_days),
    )
    assert work.add_working_days(date(2022, 1, 28), 2) == date(2022, 2, 8)
    assert work.is_working_day(date(2024, 5, 4))


def test_it_sends_drug_statistics_before_the_16th_18th_20th_and_24th() -> None:
    deadlines = entries("reports")["drugs_monthly"].deadlines
    assert [(line.level, line.before_day) for line in deadlines] == [
        (2, 16),
        (1, 18),
        (0, 20),
        (0, 24),
    ]


@pytest.mark.parametrize("report", entries("reports").values(), ids=lambda report: report.code)
def test_it_hands_approval_to_the_province_when_districts_end(report: Any) -> None:
    approvers = [(step.valid_from, step.level) for step in report.approvers]
    assert approvers[-1] == (date(2025, 3, 1), 1)
