"""Numbers and dates are shown one way, and stored as integers without loss."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.errors import Invalid
from binhyen.kernel.numbers import (
    format_date,
    format_date_long,
    format_date_short,
    format_number,
    format_percent,
    from_scaled,
    to_scaled,
)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("1234.5", 1, "1.234,5"),
        ("1234567", None, "1.234.567"),
        ("1E+6", None, "1.000.000"),
        ("83.60", None, "83,6"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("-0.04", 1, "0,0"),
        ("1.005", 2, "1,01"),
        ("0", 2, "0,00"),
    ],
)
def test_it_writes_dots_between_thousands_and_a_comma(
    value: str, decimals: int | None, shown: str
) -> None:
    assert format_number(Decimal(value), decimals) == shown


def test_it_writes_percent_as_given() -> None:
    assert format_percent(Decimal("83.606")) == "83,6%"


@pytest.mark.parametrize(
    ("day", "official", "long", "short"),
    [
        (date(2022, 6, 3), "03-6-2022", "ngày 03 tháng 6 năm 2022", "03/06/2022"),
        (date(2021, 2, 15), "15-02-2021", "ngày 15 tháng 02 năm 2021", "15/02/2021"),
        (date(2020, 11, 9), "09-11-2020", "ngày 09 tháng 11 năm 2020", "09/11/2020"),
    ],
)
def test_it_writes_dates_as_decree_30_does(day: date, official: str, long: str, short: str) -> None:
    assert (format_date(day), format_date_long(day), format_date_short(day)) == (
        official,
        long,
        short,
    )


@given(st.integers(-(10**17), 10**17), st.integers(0, 6))
def test_it_stores_and_restores_without_loss(stored: int, decimals: int) -> None:
    assert to_scaled(from_scaled(stored, decimals), decimals) == stored


@pytest.mark.parametrize(
    ("value", "decimals"), [("1.005", 2), ("0.5", 0), ("NaN", 2), ("1E+18", 0)]
)
def test_it_refuses_to_store_with_loss(value: str, decimals: int) -> None:
    with pytest.raises(Invalid):
        to_scaled(Decimal(value), decimals)
