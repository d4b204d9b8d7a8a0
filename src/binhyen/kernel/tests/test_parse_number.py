"""Numbers are read as Vietnamese officials write them, and never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.errors import Invalid
from binhyen.kernel.numbers import format_number, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234", "1234"),
        ("0", "0"),
        ("1234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1,234.5", "1234.5"),
        ("12,345,678", "12345678"),
        ("33,76", "33.76"),
        ("0.500", "0.5"),
        ("1234,567", "1234.567"),
        (" -1.234,5 ", "-1234.5"),
        ("\u22125", "-5"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
    ],
)
def test_it_reads_every_accepted_way_of_writing(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.234", "1,234", "1 234", "1234", "1.234,0"])
def test_it_reads_a_count_as_whole(text: str) -> None:
    assert parse_number(text, decimals=0) == 1234


@pytest.mark.parametrize("text", ["1.234", "1,234", "-1.234"])
def test_it_refuses_two_readings_and_names_both(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_number(text, decimals=3)
    assert {refusal.value.details["first"], refusal.value.details["second"]} == {
        text[:-5] + "1.234",
        text[:-5] + "1,234",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        ".",
        ",",
        "NaN",
        "inf",
        "Infinity",
        "1e5",
        "0x10",
        "1_000",
        "=1+1",
        "+5",
        "@A1",
        "١٢",
        "１２",
        "²",
        "½",
        "1.23.456",
        "1,23,456",
        "12.34,5,6",
        "1 23",
        "--1",
        "5%",
        "1.",
        ",5",
        "cmd|' /C calc'!A0",
        "1" * 200,
    ],
)
def test_it_refuses_what_is_not_a_plain_number(text: str) -> None:
    with pytest.raises(Invalid):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "decimals"), [("1234.5", 0), ("0,5", 0), ("33,765", 2), ("1.5", 0)]
)
def test_it_refuses_more_decimals_than_the_element_has(text: str, decimals: int) -> None:
    with pytest.raises(Invalid):
        parse_number(text, decimals=decimals)


def test_it_refuses_what_no_store_could_hold() -> None:
    assert parse_number("9" * 18) == Decimal("9" * 18)
    with pytest.raises(Invalid, match="quá 18 chữ số"):
        parse_number("9" * 19)


@given(st.integers(-(10**15), 10**15))
def test_it_reads_back_what_is_written_of_counts(number: int) -> None:
    assert parse_number(format_number(number), decimals=0) == number


@given(st.decimals(-(10**12), 10**12, places=2))
def test_it_reads_back_what_is_written_of_decimals(number: Decimal) -> None:
    assert parse_number(format_number(number, 2), decimals=2) == number
