"""Deadlines in working days know Tết and the Saturdays worked in exchange."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.errors import Invalid
from binhyen.kernel.workdays import WorkCalendar

TET = {date(2022, 1, 31): "Tết"} | {date(2022, 2, day): "Tết" for day in (1, 2, 3, 4)}
OFFICE = WorkCalendar(
    holidays=TET | {date(2022, 9, 2): "Quốc khánh", date(2022, 9, 1): "Quốc khánh"},
    make_up_days=frozenset({date(2022, 1, 22)}),
)
DAY = st.dates(date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("on", "works"),
    [("2022-01-28", True), ("2022-01-31", False), ("2022-01-22", True), ("2022-01-29", False)],
)
def test_it_knows_holidays_weekends_and_make_up_days(on: str, *, works: bool) -> None:
    assert OFFICE.is_working_day(date.fromisoformat(on)) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2022-01-28", 1, "2022-02-07"),
        ("2022-02-01", 0, "2022-02-07"),
        ("2022-01-20", 2, "2022-01-22"),
        ("2022-02-07", -1, "2022-01-28"),
        ("2022-08-31", 2, "2022-09-06"),
    ],
)
def test_it_counts_from_the_day_after(start: str, count: int, end: str) -> None:
    assert OFFICE.add_working_days(date.fromisoformat(start), count) == date.fromisoformat(end)


@given(DAY, st.integers(1, 60))
def test_counting_undoes_adding(start: date, count: int) -> None:
    end = OFFICE.add_working_days(start, count)
    assert OFFICE.working_days_between(start, end) == count
    assert OFFICE.working_days_between(end, start) == -count
    assert OFFICE.is_working_day(end)


def test_it_refuses_years_whose_holidays_are_unknown() -> None:
    known = WorkCalendar(years=frozenset({2022}))
    with pytest.raises(Invalid, match="lịch nghỉ năm 2023"):
        known.add_working_days(date(2022, 12, 30), 1)


def test_it_refuses_contradictions() -> None:
    with pytest.raises(Invalid, match="vừa là ngày nghỉ vừa là ngày làm bù"):
        WorkCalendar(TET, make_up_days=frozenset({date(2022, 2, 1)}))
    with pytest.raises(Invalid):
        WorkCalendar(weekdays=frozenset())
