"""Chains of dated versions: which one holds on a day, and what is wrong with a written chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.validity import (
    chain_problems,
    holds,
    in_force,
    overlap,
    overlap_problems,
    stretches,
)

DAYS = st.dates(date(2015, 1, 1), date(2026, 1, 1))


@dataclass(frozen=True)
class Version:
    valid_from: date


@given(st.lists(DAYS, unique=True, max_size=8), DAYS)
def test_the_version_in_force_is_the_one_whose_stretch_holds_the_day(
    dates: list[date], on: date
) -> None:
    chain = [Version(start) for start in sorted(dates)]
    holding = [version for version, start, end in stretches(chain) if holds(start, end, on)]
    assert in_force(chain, on) == (holding[0] if holding else None)
    assert len(holding) <= 1


def test_a_version_holds_from_its_first_day_until_the_next_one() -> None:
    chain = [Version(date(2019, 12, 1)), Version(date(2025, 7, 1))]
    assert in_force(chain, date(2019, 11, 30)) is None
    assert in_force(chain, date(2019, 12, 1)) == chain[0]
    assert in_force(chain, date(2025, 6, 30)) == chain[0]
    assert in_force(chain, date(2025, 7, 1)) == chain[1]


@given(DAYS, st.none() | DAYS, DAYS, st.none() | DAYS)
def test_ranges_overlap_when_the_later_start_lies_in_both(
    first: date, first_end: date | None, second: date, second_end: date | None
) -> None:
    if (first_end or date.max) <= first or (second_end or date.max) <= second:
        return
    later = max(first, second)
    both = holds(first, first_end, later) and holds(second, second_end, later)
    assert overlap((first, first_end), (second, second_end)) is both


def test_it_names_dates_that_repeat_or_go_back() -> None:
    rows = [
        (2, date(2020, 1, 1)),
        (3, date(2020, 1, 1)),
        (4, date(2019, 1, 1)),
        (5, date(2021, 1, 1)),
    ]
    problems = chain_problems(rows, file="units.csv")
    assert [str(problem) for problem in problems] == [
        "units.csv, dòng 3, cột valid_from: ngày 01-01-2020 bị lặp lại",
        "units.csv, dòng 4, cột valid_from: ngày 01-01-2019 phải sau ngày 01-01-2020",
    ]


@pytest.mark.parametrize(
    ("ranges", "lines"),
    [
        ([(1, "2020-01-01", "2021-01-01"), (2, "2021-01-01", None)], []),
        ([(1, "2020-01-01", "2021-01-02"), (2, "2021-01-01", None)], [2]),
        ([(1, "2020-01-01", None), (2, "2021-01-01", None)], [2]),
        ([(1, "2020-01-01", "2020-01-01"), (2, "2021-01-01", "2020-01-01")], [1, 2]),
        (
            [
                (1, "2020-01-01", "2024-01-01"),
                (2, "2021-01-01", "2022-01-01"),
                (3, "2023-01-01", None),
            ],
            [2, 3],
        ),
    ],
)
def test_it_names_ranges_that_meet_or_run_backward(
    ranges: list[tuple[int, str, str | None]], lines: list[int]
) -> None:
    dated = [
        (line, date.fromisoformat(start), date.fromisoformat(end) if end else None)
        for line, start, end in ranges
    ]
    assert [problem.row for problem in overlap_problems(dated)] == lines
