"""The detector asks about copies, round numbers, wild values and sudden neatness, and about nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from binhyen.features.approval.rules.defaults import read_defaults
from binhyen.features.approval.rules.detecting import Mark, MarkKind, Reported, detect
from binhyen.features.approval.rules.detecting.marks import Values

UNITS, MONTHS, ELEMENTS = 60, 30, 12
LIMITS = read_defaults(Path(settings.BINHYEN_CATALOGUE)).detector


def honest(seed: int = 1) -> Values:
    """Counts with seasons and more than Poisson's variation."""
    rng = np.random.default_rng(seed)
    level = np.exp(rng.uniform(np.log(5), np.log(150), (UNITS, 1, ELEMENTS)))
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(MONTHS) / 12)[None, :, None]
    return rng.poisson(rng.gamma(40, level * season / 40)).astype(np.float64)


def asked(values: Values, whole: bool = True) -> list[Mark]:
    groups = np.arange(len(values)) % 3
    return detect(Reported(values, groups, np.full(values.shape[2], whole)), LIMITS)


def test_honest_reports_raise_no_question() -> None:
    assert [mark for seed in range(5) for mark in asked(honest(seed))] == []


@pytest.mark.parametrize("changed", [0, 1])
def test_last_month_again_is_asked_about_even_with_one_figure_changed(changed: int) -> None:
    values = honest()
    values[7, -1] = values[7, -2]
    values[7, -1, 3] += changed
    (mark,) = asked(values)
    assert (mark.kind, mark.row) == (MarkKind.COPIED_MONTH, 7)
    assert (mark.facts["same"], mark.facts["total"]) == (ELEMENTS - changed, ELEMENTS)


def test_the_unit_whose_history_does_not_fit_is_asked_about_a_shared_report() -> None:
    values = honest()
    values[9, -1] = values[6, -1]  # both in group 0
    (mark,) = asked(values)
    assert (mark.kind, mark.row, mark.facts["source"]) == (MarkKind.COPIED_UNIT, 9, 6)


def test_a_quiet_unit_that_is_quiet_again_is_not_asked() -> None:
    values = honest()
    values[:20] = np.random.default_rng(3).poisson(0.3, (20, MONTHS, ELEMENTS))
    values[5, -1] = values[5, -2]
    values[6, -1] = 0
    assert asked(values) == []


def test_stocks_that_stand_still_are_not_copies() -> None:
    values = honest()
    values[:, :, :6] = values[:, :1, :6]
    assert [mark for mark in asked(values) if mark.kind is MarkKind.COPIED_MONTH] == []


def test_round_numbers_are_asked_about_with_their_share() -> None:
    values = honest()
    values[4, -1] = 5 * np.rint(values[4, -1] / 5)
    mark = next(mark for mark in asked(values) if mark.row == 4)
    assert mark.kind is MarkKind.ROUNDED
    assert mark.facts["hits"] == mark.facts["total"]
    assert [one for one in asked(values, whole=False) if one.kind is MarkKind.ROUNDED] == []


def test_an_element_everybody_rounds_is_nobodys_fault() -> None:
    values = 5 * np.rint(honest() / 5)
    assert [mark for mark in asked(values) if mark.kind is MarkKind.ROUNDED] == []


def test_a_digit_too_many_is_an_outlier_and_a_campaign_is_not() -> None:
    values = honest()
    values[:, -1, 2] *= 3
    assert asked(values) == []
    column = int(np.argmax(values[11, -1]))
    values[11, -1, column] *= 10
    (mark,) = asked(values)
    assert (mark.kind, mark.row, mark.columns[0]) == (MarkKind.OUTLIER, 11, column)
    assert mark.facts["low"] < mark.facts["expected"] < mark.facts["high"] < mark.facts["value"]


def test_months_smoother_than_counts_can_be_are_asked_about() -> None:
    values = honest()
    values[3, -6:] = np.rint(values[3, :-6].mean(axis=0))
    values[3, -1] += 1
    values[3, -2] -= 1
    mark = next(mark for mark in asked(values) if mark.row == 3)
    assert mark.kind is MarkKind.NEAT
    assert mark.facts["ratio"] < 20
    assert mark.facts["before"] > 80


def test_a_short_history_and_silence_raise_nothing() -> None:
    assert asked(honest()[:, : LIMITS.least_history]) == []
    assert asked(np.full((5, 30, 4), np.nan)) == []
    assert asked(np.zeros((5, 30, 4))) == []
    assert asked(np.zeros((0, 30, 4))) == []


@given(st.integers(0, 10_000), st.floats(0, 0.6))
def test_whatever_is_missing_it_answers_about_reported_values_only(seed: int, gaps: float) -> None:
    rng = np.random.default_rng(seed)
    values = rng.poisson(20, (12, 20, 5)).astype(np.float64)
    values[rng.random(values.shape) < gaps] = np.nan
    for mark in asked(values):
        assert 0 < mark.chance <= LIMITS.rounded.chance
        assert not np.isnan(values[mark.row, -1, list(mark.columns)]).any()
