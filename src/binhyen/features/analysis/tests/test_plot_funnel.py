"""Funnel limits against their definition, and who lies outside."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.features.analysis.rules.funnels import INNER, OUTER, Sized, funnel, limits, p_value


def test_limits_of_a_large_unit_come_near_the_normal_ones() -> None:
    size, rate = 10_000.0, 0.8
    low, high = limits(size, rate, INNER, share=True)
    half = 1.959964 * math.sqrt(rate * (1 - rate) / size)
    assert (low, high) == pytest.approx((rate - half, rate + half), abs=2e-4)


def test_a_limit_of_a_small_unit_is_interpolated() -> None:
    # X ~ Binomial(10, 0.5): P(X ≤ 1) = 11/1024, P(X ≤ 2) = 56/1024; r = 2, α = (56/1024 − 0.025) / (45/1024).
    low, _high = limits(10, 0.5, INNER, share=True)
    alpha = (56 / 1024 - 0.025) / (45 / 1024)
    assert low == pytest.approx((2 - alpha) / 10)


def test_an_exact_p_value() -> None:
    # Poisson(10): P(X ≥ 20) = 0.003454.
    assert p_value(20, 10, 1.0, share=False) == pytest.approx(2 * 0.003454, rel=1e-3)


def test_units_alike_lie_inside_and_an_odd_one_outside() -> None:
    units = [Sized(at, str(at), 80, 100) for at in range(19)]
    found = funnel([*units, Sized(99, "odd", 50, 100)], 100)
    assert found is not None
    assert [point.outside for point in found.points[:-1]] == [0] * 19
    assert found.points[-1].outside == 2
    assert found.points[-1].stands


def test_too_few_units_are_not_plotted() -> None:
    assert funnel([Sized(1, "a", 1, 2), Sized(2, "b", 1, 2)], 100) is None
    assert funnel([Sized(at, "x", 0, 5) for at in range(5)], 100) is None


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), min_size=3, max_size=12))
def test_outer_limits_hold_the_inner_ones(pairs: list[tuple[int, int]]) -> None:
    units = [Sized(at, str(at), min(hits, size), size) for at, (hits, size) in enumerate(pairs)]
    found = funnel(units, 100)
    if found is None:
        return
    for inner, outer in zip(found.limits["inner"], found.limits["outer"], strict=True):
        assert outer[1] <= inner[1] + 1e-9
        assert outer[2] >= inner[2] - 1e-9
    assert OUTER > INNER
