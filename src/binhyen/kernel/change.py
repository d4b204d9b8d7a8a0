"""An honest test of change: "clearly" is said only when a 95 % interval leaves no doubt.

Two counts are compared as Poisson counts over their days of exposure, two shares as binomial shares. Both tests
are exact (conditional on the total), so small counts are never oversold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import Any

from binhyen.kernel.errors import N_

LEVEL = 0.95
"""Confidence of every interval: the two tails together hold 5 %."""

SMALL_CHANGE = 0.02
"""A doubtful change under 2 % is called no visible change, not a fall or a rise."""

MIN_COMPLETENESS = 0.80
MAX_COMPLETENESS_GAP = 0.05
"""Windows are comparable when both hold at least 80 % of the reports due, and differ by 5 points at most.

Reading: ours; silent units are not average units, so beyond this a change may be only a change in reporting.
"""


class Change(StrEnum):
    """What may be said about a change."""

    FELL_CLEARLY = "fell-clearly"
    FELL_UNCLEAR = "fell-unclear"
    NO_CLEAR = "no-clear"
    SAME = "same"
    ROSE_UNCLEAR = "rose-unclear"
    ROSE_CLEARLY = "rose-clearly"
    REFUSED = "refused"

    @property
    def words(self) -> str:
        """The Vietnamese words, the only ones the reports use."""
        return _WORDS[self]

    @property
    def is_clear(self) -> bool:
        """Whether the interval lies wholly on one side."""
        return self in (Change.FELL_CLEARLY, Change.ROSE_CLEARLY)


_WORDS = {
    Change.FELL_CLEARLY: N_("giảm rõ rệt"),
    Change.FELL_UNCLEAR: N_("giảm nhưng chưa rõ"),
    Change.NO_CLEAR: N_("chưa thấy thay đổi rõ"),
    Change.SAME: N_("không thay đổi"),
    Change.ROSE_UNCLEAR: N_("tăng nhưng chưa rõ"),
    Change.ROSE_CLEARLY: N_("tăng rõ rệt"),
    Change.REFUSED: N_("không đủ điều kiện so sánh"),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A later figure beside an earlier one.

    Attributes:
        ratio: later rate over earlier rate; None when the earlier one is 0.
        low: lower end of the 95 % interval of the ratio (of the odds ratio for shares).
        high: its upper end, infinite when the earlier count is 0.
        p: two-sided exact p-value, the one the interval agrees with.
    """

    change: Change
    ratio: float | None
    low: float
    high: float
    p: float

    @property
    def percent(self) -> float | None:
        """Change of the rate in percent; None when the earlier one is 0."""
        return None if self.ratio is None else (self.ratio - 1) * 100


REFUSAL = Comparison(Change.REFUSED, None, 0.0, inf, 1.0)


def compare_counts(before: int, before_days: int, after: int, after_days: int) -> Comparison:
    """Compare two counts of events, each over its days of exposure.

    Formula: given the total n, the later count is binomial with p = r·t₁/(r·t₁ + t₀); the Clopper–Pearson
    limits of p give those of the rate ratio r = p/(1 − p) · t₀/t₁.

    Raises:
        ValueError: a negative count or no days.
    """
    if min(before, after) < 0 or min(before_days, after_days) <= 0:
        raise ValueError("counts must not be negative and days must be above 0")
    total, scale = before + after, before_days / after_days
    if total == 0:
        return Comparison(Change.SAME, None, 0.0, inf, 1.0)
    low, high = clopper_pearson(after, total)
    ratio = after / before * scale if before else None
    interval = _odds(low) * scale, _odds(high) * scale
    expected = after_days / (before_days + after_days)
    p = _two_sided(after, total, expected)
    return Comparison(_judge(ratio, interval, same=ratio == 1), ratio, *interval, p)


def compare_shares(
    before_hits: int, before_total: int, after_hits: int, after_total: int
) -> Comparison:
    """Compare two shares by the exact conditional interval of their odds ratio (Fisher).

    `ratio` is later share over earlier share, for print; `low` and `high` belong to the odds ratio, which lies on
    the same side of 1.

    Raises:
        ValueError: more hits than the whole, which no share can have.
    """
    if not (0 <= before_hits <= before_total and 0 <= after_hits <= after_total):
        raise ValueError("a share needs 0 <= hits <= total")
    if before_total == 0 or after_total == 0:
        return REFUSAL
    table = [
        [after_hits, after_total - after_hits],
        [before_hits, before_total - before_hits],
    ]
    ratio = (after_hits * before_total) / (after_total * before_hits) if before_hits else None
    if before_hits + after_hits in (0, before_total + after_total):
        return Comparison(Change.SAME, ratio, 0.0, inf, 1.0)
    interval = _stats().contingency.odds_ratio(table, kind="conditional").confidence_interval(LEVEL)
    bounds = float(interval.low), float(interval.high)
    return Comparison(_judge(ratio, bounds, same=ratio == 1), ratio, *bounds, _fisher(table))


def against_rate(hits: int, total: int, rate: float) -> Comparison:
    """Compare one share with a fixed rate, e.g. a district's with the province's, by the exact binomial interval."""
    if total == 0 or not 0 < rate < 1:
        return REFUSAL
    low, high = clopper_pearson(hits, total)
    share = hits / total
    interval = low / rate, high / rate
    return Comparison(
        _judge(share / rate, interval, same=share == rate),
        share / rate,
        *interval,
        _two_sided(hits, total, rate),
    )


def clopper_pearson(hits: int, total: int) -> tuple[float, float]:
    """The exact 95 % limits of a binomial share."""
    tail = (1 - LEVEL) / 2
    low = 0.0 if hits == 0 else float(_stats().beta.ppf(tail, hits, total - hits + 1))
    high = 1.0 if hits == total else float(_stats().beta.ppf(1 - tail, hits + 1, total - hits))
    return low, high


def comparable(before: float | None, after: float | None) -> bool:
    """Whether two windows hold enough of the reports due, and about equally much of them (shares 0 to 1)."""
    if before is None or after is None:
        return False
    enough = min(before, after) >= MIN_COMPLETENESS
    return enough and abs(before - after) <= MAX_COMPLETENESS_GAP


def holm(p_values: Sequence[float]) -> list[bool]:
    """Which of many tests still stand when all are looked at together (Holm's step-down, 5 % in all).

    Without it, of twenty districts one would be named by chance alone.
    """
    alpha, count = 1 - LEVEL, len(p_values)
    stands = [False] * count
    for place, index in enumerate(sorted(range(count), key=lambda index: p_values[index])):
        if p_values[index] > alpha / (count - place):
            break
        stands[index] = True
    return stands


def _judge(ratio: float | None, interval: tuple[float, float], *, same: bool) -> Change:
    if interval[1] < 1:
        return Change.FELL_CLEARLY
    if interval[0] > 1:
        return Change.ROSE_CLEARLY
    if same:
        return Change.SAME
    if ratio is not None and abs(ratio - 1) < SMALL_CHANGE:
        return Change.NO_CLEAR
    return Change.FELL_UNCLEAR if ratio is not None and ratio < 1 else Change.ROSE_UNCLEAR


def _odds(share: float) -> float:
    return inf if share >= 1 else share / (1 - share)


def _two_sided(hits: int, total: int, share: float) -> float:
    """Twice the smaller tail, the p-value that agrees with the Clopper–Pearson interval."""
    lower = float(_stats().binom.cdf(hits, total, share))
    upper = float(_stats().binom.sf(hits - 1, total, share))
    return min(1.0, 2 * min(lower, upper))


def _fisher(table: list[list[int]]) -> float:
    """Twice the smaller tail of Fisher's test, for the same reason."""
    (hits, misses), (other_hits, other_misses) = table
    drawn, marked = hits + misses, hits + other_hits
    whole = drawn + other_hits + other_misses
    lower = float(_stats().hypergeom.cdf(hits, whole, marked, drawn))
    upper = float(_stats().hypergeom.sf(hits - 1, whole, marked, drawn))
    return min(1.0, 2 * min(lower, upper))


def _stats() -> Any:
    # Half the start of every command would go into this import; few commands compare anything.
    import scipy.stats.contingency  # noqa: PLC0415

    return scipy.stats
