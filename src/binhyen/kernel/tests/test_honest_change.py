"""The words "rõ rệt" are earned: exact intervals, checked against independent values and by simulation."""

from __future__ import annotations

import random
from math import exp, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.change import (
    Change,
    against_rate,
    clopper_pearson,
    comparable,
    compare_counts,
    compare_shares,
    holm,
)

counts = st.integers(0, 3000)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        # Printed tables of exact binomial limits: 0 of 10 and 5 of 10; 1 of 1 is 0.025 exactly.
        (0, 10, 0.0, 0.3085),
        (5, 10, 0.1871, 0.8129),
        (1, 1, 0.025, 1.0),
    ],
)
def test_the_interval_of_a_share_is_the_tabled_one(hits, total, low, high):
    assert clopper_pearson(hits, total) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_a_ratio_follows_from_the_share_by_hand():
    # 5 then 5 over equal days: limits 0.18709/0.81291 and its inverse.
    found = compare_counts(5, 365, 5, 365)
    assert (found.low, found.high) == pytest.approx((0.2301, 4.3450), abs=5e-4)
    assert found.change is Change.SAME


def test_no_event_after_some_before_has_the_closed_form_limit():
    # After = 0 of n = 10: the upper share is 1 - 0.025 ** 0.1, without any beta function.
    found = compare_counts(10, 365, 0, 365)
    share = 1 - 0.025**0.1
    assert found.high == pytest.approx(share / (1 - share))
    assert found.low == 0
    assert found.change is Change.FELL_CLEARLY


def test_nothing_in_both_windows_is_no_change_and_has_no_ratio():
    found = compare_counts(0, 365, 0, 365)
    assert (found.change, found.ratio, found.high) == (Change.SAME, None, inf)


def test_days_of_exposure_count():
    # 100 in a year against 100 in half a year is a doubled rate.
    found = compare_counts(100, 365, 100, 182)
    assert found.change is Change.ROSE_CLEARLY
    assert found.ratio == pytest.approx(365 / 182)


@given(counts, counts)
def test_clearly_is_said_only_when_the_interval_excludes_one(before, after):
    found = compare_counts(before, 365, after, 368)
    assert found.change.is_clear == (found.high < 1 or found.low > 1)
    assert ("rõ rệt" in found.change.words) == found.change.is_clear


@given(counts, counts)
def test_the_interval_agrees_with_its_p_value(before, after):
    found = compare_counts(before, 365, after, 368)
    if abs(found.p - 0.05) > 1e-9:
        assert found.change.is_clear == (found.p < 0.05)


@given(counts.filter(bool), counts.filter(bool))
def test_exchanging_the_windows_inverts_the_interval(before, after):
    forth, back = compare_counts(before, 365, after, 368), compare_counts(after, 368, before, 365)
    assert forth.low == pytest.approx(1 / back.high)
    assert forth.ratio == pytest.approx(1 / back.ratio)


def test_the_interval_covers_the_true_ratio_at_least_95_times_in_100():
    chance = random.Random(20220603)  # noqa: S311 - a simulation
    runs, covered = 2000, 0
    for _ in range(runs):
        before, after = _poisson(chance, 12.0), _poisson(chance, 12.0 * 0.7)
        found = compare_counts(before, 365, after, 365)
        covered += found.low <= 0.7 <= found.high
    # An exact interval covers 95 % or more; three standard errors below would be 93.5 %.
    assert covered / runs >= 0.95


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_shares_are_called_clearly_changed_only_below_five_percent(a, b, c, d):
    found = compare_shares(a, a + b, c, c + d)
    if found.change.is_clear:
        assert found.p < 0.05 + 1e-9


def test_a_clear_rise_of_the_clear_up_rate_is_seen():
    assert compare_shares(780, 1000, 850, 1000).change is Change.ROSE_CLEARLY
    assert compare_shares(7, 10, 8, 10).change is Change.ROSE_UNCLEAR


def test_a_share_above_the_whole_is_refused():
    with pytest.raises(ValueError, match="share"):
        compare_shares(11, 10, 5, 10)


def test_a_district_is_above_the_province_only_with_enough_cases():
    assert against_rate(4, 4, 0.8).change is Change.ROSE_UNCLEAR
    assert against_rate(196, 200, 0.8).change is Change.ROSE_CLEARLY


def test_uneven_reporting_forbids_comparison():
    assert comparable(0.98, 0.97)
    assert not comparable(0.98, 0.90)
    assert not comparable(0.70, 0.70)
    assert not comparable(None, 1.0)


def test_holm_keeps_what_stands_among_many():
    # Worked by hand: 0.01 <= 0.05/4, 0.02 > 0.05/3, so only the first stands.
    assert holm([0.04, 0.01, 0.03, 0.02]) == [False, True, False, False]
    assert holm([0.001, 0.01, 0.02]) == [True, True, True]
    assert holm([]) == []


def _poisson(chance: random.Random, mean: float) -> int:
    limit, product, count = exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count
