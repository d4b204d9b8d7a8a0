"""Round numbers: more values ending in 0 or 5 than chance gives."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from binhyen.features.approval.entries import RoundedLimits
from binhyen.features.approval.rules.detecting.marks import Mark, MarkKind, Mask, Reported, Values

FAIR = 0.2
"""Two of ten last digits."""


def rounded(reported: Reported, limits: RoundedLimits) -> Iterator[Mark]:
    """Reports with too many round values, alone or with the periods before them.

    Only whole values of two digits or more say something. What counts as usual is each element's own share among all
    units, never below the fair one; the chance is the exact one of that many hits (Poisson binomial).
    """
    told = reported.whole & (reported.values >= 10)
    hits = told & (np.mod(reported.values, 5) == 0)
    usual = _usual(told[:, :-1], hits[:, :-1])
    own_told, own_hits = told[:, -1].sum(axis=1), hits[:, -1].sum(axis=1)
    share = own_hits / np.maximum(own_told, 1)
    seen = np.zeros(len(own_told), np.bool_)
    for periods in (1, limits.pooled):
        count = told[:, -periods:].sum(axis=(1, 2))
        found = hits[:, -periods:].sum(axis=(1, 2))
        worth = (count >= limits.least_values) & (share >= limits.least_share) & (own_told >= 2)
        rows = np.flatnonzero(worth & ~seen)
        chances = _at_least(told[rows, -periods:], usual, found[rows])
        for row, chance in zip(rows, chances, strict=True):
            if chance <= limits.chance:
                seen[row] = True
                yield _mark(
                    int(row),
                    reported,
                    hits,
                    int(count[row]),
                    int(found[row]),
                    periods,
                    usual,
                    float(chance),
                )


def _mark(
    row: int,
    reported: Reported,
    hits: Mask,
    count: int,
    found: int,
    periods: int,
    usual: Values,
    chance: float,
) -> Mark:
    columns = tuple(np.flatnonzero(hits[row, -1]).tolist())
    facts = {
        "hits": found,
        "total": count,
        "periods": periods,
        "usual": round(100 * float(usual[list(columns)].mean() if columns else FAIR)),
    }
    return Mark(MarkKind.ROUNDED, row, columns, chance, facts)


def _usual(told: Mask, hits: Mask) -> Values:
    count, found = told.sum(axis=(0, 1)), hits.sum(axis=(0, 1))
    # Ten fair values in advance keep an element hardly anybody reports from seeming strange.
    return np.asarray(np.maximum((found + 10 * FAIR) / (count + 10), FAIR), np.float64)


def _at_least(told: Mask, usual: Values, found: Values) -> Values:
    """Chances of at least `found` hits among the told values, each with its element's usual share."""
    rows, periods, elements = told.shape
    most = int(told.sum(axis=(1, 2)).max(initial=0))
    chances = np.zeros((rows, most + 2))
    chances[:, 0] = 1
    for period in range(periods):
        for element in range(elements):
            hit = np.where(told[:, period, element], usual[element], 0.0)[:, None]
            if hit.any():
                chances[:, 1:] = chances[:, 1:] * (1 - hit) + chances[:, :-1] * hit
                chances[:, :1] *= 1 - hit
    tails = np.cumsum(chances[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(np.take_along_axis(tails, np.asarray(found, np.int64)[:, None], axis=1)[:, 0])
