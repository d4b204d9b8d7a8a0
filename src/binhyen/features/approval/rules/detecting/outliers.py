"""Single values far from what the unit's own seasonal history leads one to expect."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from binhyen.features.approval.entries import OutlierLimits
from binhyen.features.approval.rules.detecting.expecting import Expected
from binhyen.features.approval.rules.detecting.marks import Mark, MarkKind, Reported


def outliers(reported: Reported, expected: Expected, limits: OutlierLimits) -> Iterator[Mark]:
    """Reports with values whose exact tail chance under the negative binomial is below the limit and that are far off.

    One question a report; its first column is the value least likely, and the facts are about that one.
    """
    now = reported.now
    at_most, at_least = expected.tails(now)
    mean = expected.mean
    with np.errstate(invalid="ignore"):
        chance = np.minimum(at_most, at_least)
        ratio = np.where(now > mean, now / mean, mean / np.maximum(now, 0.5))
        odd = (
            (chance <= limits.chance)
            & (ratio >= limits.least_ratio)
            & (np.abs(now - mean) >= limits.least_difference)
        )
    sigma = np.sqrt(mean + expected.spread * mean**2)
    odd &= ~np.isnan(expected.level)
    for row in np.flatnonzero(odd.any(axis=1)):
        columns = sorted(np.flatnonzero(odd[row]).tolist(), key=lambda one: float(chance[row, one]))
        worst = columns[0]
        low, high = (mean[row, worst] + side * 2 * sigma[row, worst] for side in (-1, 1))
        facts = {
            "value": float(now[row, worst]),
            "expected": float(mean[row, worst]),
            "low": float(max(0.0, low)),
            "high": float(high),
        }
        yield Mark(MarkKind.OUTLIER, int(row), tuple(columns), float(chance[row, worst]), facts)
