"""A deadline is a day of the month, working days after the cut-off, or hours; no level that has ended receives."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.shelves import entries

from binhyen.engines.indicators.entries import Deadline, ReportEntry
from binhyen.engines.indicators.rules.deadlines import (
    approver_level,
    due_after,
    due_at,
    due_of,
    dues,
    reporting_due,
)
from binhyen.kernel.clock import HANOI
from binhyen.kernel.errors import Invalid
from binhyen.kernel.periods import Calendar, Period, day, month_at
from binhyen.kernel.workdays import WorkCalendar

ADMIN = Calendar("admin", "Kỳ hành chính", month_start_day=15, month_start_offset=-1)
CIVIL = Calendar("calendar", "Tháng dương lịch")
EVERY_DAY_KNOWN = WorkCalendar()
LEVELS = lambda on: {0, 1, 3} if on >= date(2025, 7, 1) else {0, 1, 2, 3}  # noqa: E731 - a stand-in for the tree


def real_work() -> WorkCalendar:
    years = entries("holidays").values()
    return WorkCalendar(
        holidays={off.on: off.vi for year in years for off in year.days_off},
        make_up_days=frozenset(off.on for year in years for off in year.make_up_days),
        years=frozenset(year.year for year in years),
    )


def month(code: str, calendar: Calendar = ADMIN) -> Period:
    return month_at(calendar, 12 * int(code[:4]) + int(code[5:]) - 1)


def last_day(period: Period, work: WorkCalendar = EVERY_DAY_KNOWN, **given: Any) -> date:
    return due_at(Deadline(level=2, recipient="Công an huyện", **given), period, work).date()


def test_before_the_sixteenth_means_until_the_end_of_the_fifteenth() -> None:
    at = due_at(
        Deadline(level=2, recipient="Huyện", before_day=16), month("2022-05"), WorkCalendar()
    )
    assert at.astimezone(HANOI).isoformat() == "2022-05-15T23:59:59.999999+07:00"
    # In UTC, as instants are stored, five in the afternoon is still in time.
    assert (
        datetime(2022, 5, 15, 16, 59, 59, tzinfo=UTC) <= at < datetime(2022, 5, 15, 17, tzinfo=UTC)
    )


def test_a_day_already_past_is_that_of_the_next_month() -> None:
    assert last_day(month("2022-05", CIVIL), before_day=16) == date(2022, 6, 15)
    assert last_day(month("2022-05"), before_day=3) == date(2022, 6, 2)
    assert last_day(month("2022-12", CIVIL), before_day=1) == date(2022, 12, 31)


def test_a_month_too_short_for_the_day_ends_it() -> None:
    assert last_day(month("2022-02"), before_day=31) == date(2022, 2, 28)


def test_working_days_pass_over_tet_and_count_make_up_days() -> None:
    # The month 2022-01 of the calendar year ends on Monday, 31-1-2022, in the middle of Tết.
    assert last_day(month("2022-01", CIVIL), real_work(), working_days=2) == date(2022, 2, 8)
    # 29-4-2024 was off and Saturday, 4-5-2024 worked for it.
    assert last_day(day(CIVIL, date(2024, 4, 26)), real_work(), working_days=1) == date(2024, 5, 2)
    assert last_day(day(CIVIL, date(2024, 5, 3)), real_work(), working_days=1) == date(2024, 5, 4)


def test_holidays_nobody_has_written_down_are_refused_and_not_guessed() -> None:
    with pytest.raises(Invalid, match="2031"):
        last_day(month("2031-05"), real_work(), working_days=2)


def test_districts_receive_until_they_end() -> None:
    entry: ReportEntry = entries("reports")["drugs_monthly"]
    before = dues(entry, month("2025-02"), real_work(), LEVELS)
    after = dues(entry, month("2025-03"), real_work(), LEVELS)
    assert [(one.level, one.at.day) for one in before] == [(2, 15), (1, 17), (0, 19), (0, 23)]
    assert [(one.level, one.at.day) for one in after] == [(1, 17), (0, 19), (0, 23)]
    assert reporting_due(before) == before[0]
    assert reporting_due(after) == after[0]
    assert due_of(after, 2) is None
    assert due_after(before, 2) == before[1]
    assert due_after(after, 1) == after[1]
    assert due_after(after, 0) is None


def test_a_deadline_that_falls_after_the_districts_ended_is_not_theirs() -> None:
    entry = entries("reports")["honours_half"].model_copy(update={"calendar": "calendar"})
    found = dues(entry, month("2025-02", CIVIL), real_work(), LEVELS)
    assert {one.level for one in found} == {0, 1}


def test_approval_passes_to_the_level_named_for_the_day() -> None:
    entry = entries("reports")["drugs_monthly"]
    days = (date(2010, 1, 1), date(2025, 2, 28), date(2025, 3, 1))
    assert [approver_level(entry, on) for on in days] == [2, 2, 1]


periods = st.builds(
    lambda index, calendar: month_at(calendar, index),
    st.integers(2019 * 12 + 1, 2026 * 12 + 9),
    st.sampled_from([ADMIN, CIVIL]),
)
counts = st.integers(0, 20)


@given(periods, counts)
def test_working_days_always_end_on_one_and_are_as_many_as_said(period: Period, count: int) -> None:
    work = real_work()
    found = last_day(period, work, working_days=count)
    assert work.is_working_day(found)
    assert count == 0 or work.working_days_between(period.last_day, found) == count


@given(periods, counts, counts)
def test_more_working_days_are_never_less_time(period: Period, one: int, other: int) -> None:
    work = real_work()
    fewer, more = sorted((one, other))
    assert last_day(period, work, working_days=fewer) <= last_day(period, work, working_days=more)


@given(periods, st.integers(1, 31))
def test_a_fixed_day_is_the_first_of_its_kind_after_the_cut_off(
    period: Period, number: int
) -> None:
    found = last_day(period, before_day=number)
    assert period.last_day <= found < period.last_day + timedelta(days=33)
    following = found + timedelta(days=1)
    assert following.day in (number, 1)


@given(periods, st.sampled_from(sorted(entries("reports"))))
def test_no_level_is_due_before_the_level_below_it(period: Period, code: str) -> None:
    found = dues(entries("reports")[code], period, real_work(), LEVELS)
    assert [one.level for one in found] == sorted((one.level for one in found), reverse=True)
    assert {0, 1} <= {one.level for one in found}
