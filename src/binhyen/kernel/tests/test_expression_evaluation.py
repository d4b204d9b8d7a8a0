"""What expressions compute: missing values, division by zero, ties and thresholds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from binhyen.kernel.errors import Invalid
from binhyen.kernel.expressions import parse

VALUES = {
    "a": Decimal(51),
    "b": Decimal(61),
    "rate": Decimal("33.76"),
    "zero": Decimal(0),
    "none": None,
    "big": 2**53,
}


def value(text: str) -> Decimal | bool | None:
    return parse(text).evaluate(VALUES)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a + b * 2", "173"),
        ("(a + b) * 2", "224"),
        ("a - b - 1", "-11"),
        ("60 / 3 / 4", "5"),
        ("rate", "33.76"),
        ("big + 0", "9007199254740992"),
        ("min(a, b, 3)", "3"),
        ("max(-a, -b)", "-51"),
        ("abs(a - b)", "10"),
        ("value_or(none, 7) + value_or(a, 7)", "58"),
        ("value_or(a / zero, 0)", "0"),
        ("if(a < b, 1, none)", "1"),
        ("if(a > b, 1, 2)", "2"),
    ],
)
def test_it_computes(text: str, number: str) -> None:
    assert value(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "rounded"),
    [
        ("round(a / b * 100, 1)", "83.6"),
        ("round(2.5, 0)", "3"),
        ("round(-2.5, 0)", "-3"),
        ("round(0.5, 0)", "1"),
        ("round(57 / 200 * 100, 0)", "29"),
        ("round(1.005, 2)", "1.01"),
        ("round(0.499999, 0)", "0"),
        ("round(rate, 6)", "33.76"),
        ("round(big, 6)", "9007199254740992"),
        ("round(big - 1, 0)", "9007199254740991"),
    ],
)
def test_it_rounds_halves_away_from_zero(text: str, rounded: str) -> None:
    assert value(text) == Decimal(rounded)


@pytest.mark.parametrize(
    "text",
    [
        "none",
        "none + 1",
        "0 * none",
        "-none",
        "a / zero",
        "zero / zero",
        "a / (b - 61)",
        "min(a, none)",
        "max(none, a)",
        "abs(none)",
        "round(none, 1)",
        "value_or(none, none)",
        "if(none > 1, 1, 2)",
        "none = none",
        "none != 1",
        "not none > 1",
        "none > 1 and a > 1",
        "none > 1 or a < 1",
        "a / zero >= 0",
    ],
)
def test_missing_spreads(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("a < b", True),
        ("a >= 51 and a <= 51 and a = 51", True),
        ("a != 51", False),
        ("a > 51 or a < 51", False),
        ("not a > b", True),
        ("none > 1 and a < 1", False),
        ("none > 1 or a > 1", True),
        ("57 / 100 * 100 >= 57", True),
        ("57 / 100 * 100 < 57", False),
        ("0.1 + 0.2 = 0.3", True),
        ("33.76 > 33.75", True),
        ("big = big - 1", False),
    ],
)
def test_conditions_decide(text: str, truth: bool) -> None:
    assert value(text) is truth


def test_a_value_never_given_is_not_a_missing_value() -> None:
    with pytest.raises(Invalid, match="Chưa đưa vào giá trị của “c”"):
        value("a + c")


@pytest.mark.parametrize("number", [Decimal(2**53 + 1), Decimal("1E-7"), Decimal("NaN"), 10**20])
def test_it_refuses_numbers_out_of_range(number: Decimal | int) -> None:
    with pytest.raises(Invalid, match="ngoài khoảng"):
        parse("a").evaluate({"a": number})


def test_breakdowns_are_values_of_their_own() -> None:
    share = parse("p[sex=f] / p * 100")
    assert share.evaluate({"p[sex=f]": 25, "p": 200}) == Decimal("12.5")
