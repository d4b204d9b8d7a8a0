"""What is said of a change: clear, perhaps, not told apart, too few, or nothing where no test fits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from binhyen.features.analysis.rules.telling import TOO_FEW, told_change
from binhyen.features.analysis.types import Figure, MeasureInfo

COUNT = MeasureInfo(
    "a.b", "a", "a", "vụ", 0, "neutral", counted=True, share=False, persons=False, summed=True, adds=True,
    calendar="admin", breakdown=None,
)  # fmt: skip
SHARE = replace(COUNT, counted=False, share=True, decimals=1, adds=False, summed=False)
STOCK = replace(COUNT, counted=False)
MONTH = (30, 30)


def figure(value: int | None, **parts: object) -> Figure:
    return Figure(None if value is None else Decimal(value), **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        # Exact conditional binomial: 60 against 30 gives p = 0.002, 35 against 30 p = 0.62, 30 against 30 p = 1.
        (60, 30, "tăng rõ rệt"),
        (35, 30, "tăng nhưng chưa rõ"),
        (30, 30, "không thay đổi"),
        (30, 60, "giảm rõ rệt"),
        (25, 30, "giảm nhưng chưa rõ"),
    ],
)
def test_counts_are_told_by_an_exact_test(now: int, before: int, words: str) -> None:
    change = told_change(COUNT, figure(now), figure(before), MONTH, 10)
    assert change is not None
    assert change.words == words
    assert change.difference == now - before


def test_small_counts_get_an_interval_instead() -> None:
    change = told_change(COUNT, figure(5), figure(3), MONTH, 10)
    assert change is not None
    assert change.words == TOO_FEW
    assert change.interval == pytest.approx((1.62, 11.67), abs=0.01)


def test_longer_periods_are_made_even() -> None:
    change = told_change(COUNT, figure(60), figure(30), (60, 30), 10)
    assert change is not None
    assert change.words == "không thay đổi"


def test_unlike_completeness_refuses() -> None:
    now = figure(60, reported=5, expected=10)
    change = told_change(COUNT, now, figure(30, reported=10, expected=10), MONTH, 10)
    assert change is not None
    assert change.words == "không đủ điều kiện so sánh"


def test_shares_are_told_by_their_parts() -> None:
    now = figure(90, numerator=Decimal(180), denominator=Decimal(200))
    before = figure(75, numerator=Decimal(150), denominator=Decimal(200))
    change = told_change(SHARE, now, before, MONTH, 10)
    assert change is not None
    assert change.words == "tăng rõ rệt"
    few = told_change(
        SHARE,
        figure(75, numerator=Decimal(3), denominator=Decimal(4)),
        figure(50, numerator=Decimal(2), denominator=Decimal(4)),
        MONTH,
        10,
    )
    assert few is not None
    assert not few.clear


def test_nothing_is_said_of_stocks_and_of_missing_figures() -> None:
    stock = told_change(STOCK, figure(60), figure(30), MONTH, 10)
    assert stock is not None
    assert stock.words == ""
    assert stock.percent == 100
    assert told_change(COUNT, figure(None), figure(30), MONTH, 10) is None
    from_nothing = told_change(STOCK, figure(60), figure(0), MONTH, 10)
    assert from_nothing is not None
    assert from_nothing.percent is None
