"""Months copied from the month before, or from another unit: agreement too good to be chance."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb, log10

import numpy as np
from scipy.special import gammaln, ive

from binhyen.features.approval.entries import CopiedLimits
from binhyen.features.approval.rules.detecting.expecting import Expected
from binhyen.features.approval.rules.detecting.marks import Mark, MarkKind, Reported, Values

SMALLEST = 1e-12


def copied_months(reported: Reported, expected: Expected, limits: CopiedLimits) -> Iterator[Mark]:
    """Reports whose values are those of the period before, but for `most_changed` of them.

    The chance that one count repeats is that of two Poisson counts of its mean being equal, exp(−2m)·I₀(2m); elements
    that all units repeat more often than that (stocks, say) count for correspondingly less.
    """
    if reported.values.shape[1] < 2:
        return
    now, last = reported.now, reported.before[:, -1]
    both = ~np.isnan(now) & ~np.isnan(last) & ~np.isnan(expected.level)
    equal = both & (now == last)
    evidence = -np.log10(np.clip(_repeat_chance(reported, expected), SMALLEST, 1.0))
    weight = np.where(equal, evidence, 0).sum(axis=1)
    total, changed = both.sum(axis=1), (both & ~equal).sum(axis=1)
    filled = (equal & (now > 0)).sum(axis=1)
    worth = (changed <= limits.most_changed) & (filled >= limits.least_values)
    for row in np.flatnonzero(worth).tolist():
        found = weight[row] - log10(comb(int(total[row]), int(changed[row])))
        if found >= limits.evidence:
            facts = {"same": int(equal[row].sum()), "total": int(total[row])}
            columns = tuple(np.flatnonzero(equal[row] & (now[row] > 0)).tolist())
            yield Mark(MarkKind.COPIED_MONTH, row, columns, 10.0**-found, facts)


def copied_units(reported: Reported, expected: Expected, limits: CopiedLimits) -> Iterator[Mark]:
    """Reports that equal another unit's of the same group and period; the one less likely by its own history is asked."""
    now = reported.now
    likelihood = _likelihood(now, expected)
    sizes = dict(zip(*np.unique(reported.groups, return_counts=True), strict=True))
    alike: dict[tuple[int, bytes], list[int]] = {}
    filled = (now > 0).sum(axis=1)
    for row in np.flatnonzero(filled >= limits.least_values).tolist():
        key = (int(reported.groups[row]), now[row].tobytes())
        alike.setdefault(key, []).append(row)
    for (group, _), rows in alike.items():
        if len(rows) < 2:
            continue
        rows.sort(key=lambda row: (likelihood[row], row))
        source = rows[-1]
        for row in rows[:-1]:
            found = -likelihood[row] - log10(max(int(sizes[group]) - 1, 1))
            if found >= limits.evidence:
                facts = {"same": int((~np.isnan(now[row])).sum()), "source": source}
                columns = tuple(np.flatnonzero(now[row] > 0).tolist())
                yield Mark(MarkKind.COPIED_UNIT, row, columns, 10.0**-found, facts)


def _repeat_chance(reported: Reported, expected: Expected) -> Values:
    alone = ive(0, 2 * np.where(np.isnan(expected.mean), 0, expected.mean))
    past = reported.before
    known = ~np.isnan(past[:, 1:]) & ~np.isnan(past[:, :-1]) & ~np.isnan(expected.level)[:, None]
    repeated = (known & (past[:, 1:] == past[:, :-1])).sum(axis=(0, 1))
    by_chance = (known * alone[:, None]).sum(axis=(0, 1))
    more = np.where(by_chance > 0, repeated / np.where(by_chance > 0, by_chance, 1), 1.0)
    return np.asarray(np.minimum(alone * np.maximum(more, 1.0), 1.0))


def _likelihood(values: Values, expected: Expected) -> Values:
    """By unit, the power of ten of how likely its values are by its own history (negative binomial)."""
    counts = np.maximum(np.rint(values), 0)
    size, mean = 1 / expected.spread, expected.mean
    log = (
        gammaln(counts + size)
        - gammaln(size)
        - gammaln(counts + 1)
        + size * np.log(size / (size + mean))
        + counts * np.log(mean / (size + mean))
    )
    return np.asarray(np.nansum(log, axis=1) / np.log(10))
