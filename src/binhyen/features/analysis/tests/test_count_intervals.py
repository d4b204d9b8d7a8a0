"""The exact interval of a count, against published values."""

from __future__ import annotations

import pytest

from binhyen.features.analysis.rules.intervals import poisson_interval


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        # Garwood's table as reprinted in tables of exact Poisson limits (95 %).
        (0, 0.0, 3.6889),
        (1, 0.0253, 5.5716),
        (2, 0.2422, 7.2247),
        (5, 1.6235, 11.6683),
        (10, 4.7954, 18.3904),
        (20, 12.2165, 30.8884),
        (50, 37.1110, 65.9188),
        (100, 81.3639, 121.6272),
    ],
)
def test_it_agrees_with_the_table(count: int, low: float, high: float) -> None:
    assert poisson_interval(count) == pytest.approx((low, high), abs=1e-3)


def test_it_refuses_a_negative_count() -> None:
    with pytest.raises(ValueError, match="negative"):
        poisson_interval(-1)
