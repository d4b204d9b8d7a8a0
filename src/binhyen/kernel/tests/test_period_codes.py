"""Period codes: what they mean in each calendar, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.kernel.errors import Invalid
from binhyen.kernel.periods import Calendar, Period, parse_period, parse_periods
from binhyen.kernel.tests.calendars import CALENDARS


def parsed(text: str, default: str = "calendar") -> Period:
    return parse_period(text, CALENDARS, default)


@pytest.mark.parametrize(
    ("code", "first", "last", "label"),
    [
        ("calendar:2022-05", "2022-05-01", "2022-05-31", "tháng 5/2022"),
        ("calendar:2022-Q4", "2022-10-01", "2022-12-31", "quý IV/2022"),
        ("calendar:2022", "2022-01-01", "2022-12-31", "năm 2022"),
        ("admin:2022-05", "2022-04-15", "2022-05-14", "tháng 5/2022 (15-4-2022 → 14-5-2022)"),
        ("admin:2022-01", "2021-12-15", "2022-01-14", "tháng 1/2022 (15-12-2021 → 14-01-2022)"),
        ("admin:2022-Q2", "2022-03-15", "2022-06-14", "quý II/2022 (15-3-2022 → 14-6-2022)"),
        (
            "admin:2022-H1",
            "2021-12-15",
            "2022-06-14",
            "6 tháng đầu năm 2022 (15-12-2021 → 14-6-2022)",
        ),
        (
            "admin:2022-H2",
            "2022-06-15",
            "2022-12-14",
            "6 tháng cuối năm 2022 (15-6-2022 → 14-12-2022)",
        ),
        (
            "admin:2022-9M",
            "2021-12-15",
            "2022-09-14",
            "9 tháng đầu năm 2022 (15-12-2021 → 14-9-2022)",
        ),
        ("admin:2022", "2021-12-15", "2022-12-14", "năm 2022 (15-12-2021 → 14-12-2022)"),
        ("police:2022", "2021-12-15", "2022-12-14", "năm 2022 (15-12-2021 → 14-12-2022)"),
        ("evaluation:2022", "2021-11-15", "2022-11-14", "năm 2022 (15-11-2021 → 14-11-2022)"),
        ("evaluation:2022-Q1", "2021-11-15", "2022-02-14", "quý I/2022 (15-11-2021 → 14-02-2022)"),
        ("campaign:2022-06-03", "2022-06-03", "2022-06-03", "ngày 03-6-2022"),
        (
            "campaign:2021-03-01..2021-07-01",
            "2021-03-01",
            "2021-07-01",
            "từ 01-3-2021 đến 01-7-2021",
        ),
        (
            "conference:2021-05-31..2022-06-03",
            "2021-05-31",
            "2022-06-02",
            "từ hội nghị 31-5-2021 đến trước hội nghị 03-6-2022",
        ),
    ],
)
def test_it_reads_a_code_in_its_calendar(code: str, first: str, last: str, label: str) -> None:
    period = parsed(code)
    assert (period.start, period.last_day) == (date.fromisoformat(first), date.fromisoformat(last))
    assert (str(period), period.label()) == (code, label)
    assert period.contains(period.start)
    assert not period.contains(period.end)


def test_it_takes_the_default_calendar_and_says_so() -> None:
    assert str(parsed("2022-05", "admin")) == "admin:2022-05"
    assert str(parsed(" admin: 2022-q2 ")) == "admin:2022-Q2"


def test_it_names_a_review_by_its_conference() -> None:
    assert str(parsed("conference:2023-11-17")) == "conference:2022-06-03..2023-11-17"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022-13",
        "2022-00",
        "2022-Q5",
        "2022-H3",
        "2022-6M",
        "22-05",
        "2022-5",
        "2022-02-30",
        "moon:2022",
        ":2022",
        "2022:2022:2022",
        "2022-05 ",
        "٢٠٢٢",
        "2022-01..2022-05",
        "2022-01..x",
        "2022-06-03..2022-06-01",
        "campaign:2022",
        "campaign:2022-05",
        "conference:2022",
        "conference:2021-05-31",
        "conference:2021-05-31..2023-11-17",
        "conference:2022-01-01",
        "0000",
        "0000-01",
        "admin:0001-01",
        "9999-12",
        "9999",
        "9999-12-31",
        "x" * 9000,
    ],
)
def test_it_refuses_nonsense(text: str) -> None:
    if text == "2022-05 ":
        assert parsed(text) == parsed("2022-05")
        return
    with pytest.raises(Invalid):
        parsed(text)


def test_it_names_the_known_calendars() -> None:
    with pytest.raises(Invalid, match="admin, calendar, campaign"):
        parsed("moon:2022")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2022-11..2023-02", ["2022-11", "2022-12", "2023-01", "2023-02"]),
        ("2021-Q4..2022-Q2", ["2021-Q4", "2022-Q1", "2022-Q2"]),
        ("2020..2022", ["2020", "2021", "2022"]),
        ("2022-01, 2022-Q1,2022-01", ["2022-01", "2022-Q1"]),
        ("2022-06-01..2022-06-03", ["2022-06-01..2022-06-03"]),
    ],
)
def test_it_reads_lists_and_ranges(text: str, codes: list[str]) -> None:
    assert [period.code for period in parse_periods(text, CALENDARS, "admin")] == codes


@pytest.mark.parametrize(
    "text", ["2022-05..2022-01", "2022-01..2022-Q2", "0002-01..9998-12", "2022,,"]
)
def test_it_refuses_ranges_that_make_no_list(text: str) -> None:
    with pytest.raises(Invalid):
        parse_periods(text, CALENDARS, "admin")


def test_it_sorts_by_time() -> None:
    periods = [parsed(code) for code in ("2022-02", "2022", "admin:2022", "2022-01", "2022-Q1")]
    assert [str(period) for period in sorted(periods)] == [
        "admin:2022",
        "calendar:2022-01",
        "calendar:2022-Q1",
        "calendar:2022",
        "calendar:2022-02",
    ]


def test_a_calendar_must_cut_every_month() -> None:
    with pytest.raises(Invalid, match="từ 1 đến 28"):
        Calendar("odd", "Lịch lạ", month_start_day=30)
    with pytest.raises(Invalid, match="tăng dần"):
        Calendar("odd", "Lịch lạ", "conferences", dates=(date(2022, 1, 1), date(2021, 1, 1)))
