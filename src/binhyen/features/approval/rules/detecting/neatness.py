"""Sudden neatness: counts that vary less than counts can, where they did not before."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.special import gammainc

from binhyen.features.approval.entries import NeatLimits
from binhyen.features.approval.rules.detecting.marks import Mark, MarkKind, Mask, Reported, Values


def neat(reported: Reported, limits: NeatLimits) -> Iterator[Mark]:
    """Units whose last periods are more even than Poisson counts of their level, while the periods before were not.

    Σ (x − m)² / m over a window is a χ² with (periods − 1) degrees a value when counts are independent; real ones vary
    more, never less. Far in its lower tail somebody smoothed the numbers. Ends of numbers collapse likewise: when one
    last digit fills the window, its chance is ten times the binomial's.
    """
    values = np.where(reported.whole, reported.values, np.nan)
    if values.shape[1] < limits.months + limits.before:
        return
    late, early = (
        values[:, -limits.months :],
        values[:, -limits.months - limits.before : -limits.months],
    )
    level = np.mean(late, axis=1)
    used = ~np.isnan(level) & (level >= limits.least_level) & ~np.isnan(np.mean(early, axis=1))
    # An element that stands still for everybody (a stock) is no sign of anything.
    used &= _moves(early, used)
    even, ratio = _evenness(late, used)
    before, before_ratio = _evenness(early, used)
    odd = (
        (even <= limits.chance)
        & (before >= limits.usual_chance)
        & (used.sum(axis=1) >= limits.least_values)
    )
    for row in np.flatnonzero(odd):
        facts = {
            "periods": limits.months,
            "ratio": round(100 * float(ratio[row])),
            "before": round(100 * float(before_ratio[row])),
            "values": int(used[row].sum()),
        }
        columns = tuple(np.flatnonzero(used[row]).tolist())
        yield Mark(MarkKind.NEAT, int(row), columns, float(even[row]), facts)


def _evenness(window: Values, used: Mask) -> tuple[Values, Values]:
    """By unit: the chance of so little variation, and the variation as a part of that of counts."""
    mean = np.where(used, np.mean(np.where(used[:, None], window, 1.0), axis=1), 1.0)
    square = np.where(used[:, None], (window - mean[:, None]) ** 2 / mean[:, None], 0.0)
    statistic = square.sum(axis=(1, 2))
    freedom = np.maximum(used.sum(axis=1) * (window.shape[1] - 1), 1)
    return np.asarray(gammainc(freedom / 2, statistic / 2)), statistic / freedom


def _moves(early: Values, used: Mask) -> Mask:
    """By element, whether the units together vary at least half as much as counts do."""
    mean = np.where(used, np.nanmean(np.where(used[:, None], early, 1.0), axis=1), 1.0)
    square = np.where(used[:, None], (early - mean[:, None]) ** 2 / mean[:, None], 0.0)
    freedom = np.maximum(used.sum(axis=0) * (early.shape[1] - 1), 1)
    found: Mask = square.sum(axis=(0, 1)) / freedom >= 0.5
    return found
