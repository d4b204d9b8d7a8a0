"""What may be said of a change: exact tests for counts and shares, silence where none fits."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from binhyen.features.analysis.rules.intervals import poisson_interval
from binhyen.features.analysis.types import Change, Figure, MeasureInfo
from binhyen.kernel import change
from binhyen.kernel.errors import N_

TOO_FEW = N_("quá ít để so sánh")


def told_change(
    measure: MeasureInfo, now: Figure, before: Figure, days: tuple[int, int], small: int
) -> Change | None:
    """A figure beside an earlier one.

    Args:
        measure: decides which test fits: counts over days, shares of a whole, or none.
        now: the later figure.
        before: the earlier one.
        days: lengths of both periods, the later first.
        small: counts both under this are called too few to compare.

    Returns:
        None when either value is missing or hidden. `words` are Vietnamese; empty where no test fits (stocks, money).

    Source: counts by the conditional binomial test of two Poisson rates (Przyborowski and Wilenski, Biometrika 31,
    1940), shares by Fisher's conditional odds ratio; both in `kernel.change`.
    """
    if now.value is None or before.value is None:
        return None
    difference = now.value - before.value
    percent = None if not before.value else difference * 100 / abs(before.value)
    plain = Change(before.value, difference, percent)
    if not (measure.counted or measure.share):
        return plain
    if not change.comparable(_completeness(before), _completeness(now)):
        return Change(before.value, difference, percent, change.Change.REFUSED.words)
    if measure.counted:
        return _counts(plain, int(now.value), int(before.value), days, small)
    return _shares(plain, now, before)


def _counts(plain: Change, now: int, before: int, days: tuple[int, int], small: int) -> Change:
    if now < small and before < small:
        return _with(plain, TOO_FEW, interval=poisson_interval(now))
    found = _compare_counts(before, days[1], now, days[0])
    return _with(plain, found.change.words, clear=found.change.is_clear)


def _shares(plain: Change, now: Figure, before: Figure) -> Change:
    pairs = [_whole(figure) for figure in (before, now)]
    if None in pairs:
        return plain
    (hits, total), (later_hits, later_total) = pairs  # type: ignore[misc]  # neither is None here
    if hits > total or later_hits > later_total:
        return _with(plain, change.Change.REFUSED.words)
    found = _compare_shares(hits, total, later_hits, later_total)
    return _with(plain, found.change.words, clear=found.change.is_clear)


def _with(
    plain: Change, words: str, *, clear: bool = False, interval: tuple[float, float] | None = None
) -> Change:
    return Change(plain.before, plain.difference, plain.percent, words, clear, interval)


def _whole(figure: Figure) -> tuple[int, int] | None:
    top, bottom = figure.numerator, figure.denominator
    if top is None or bottom is None or top != int(top) or bottom != int(bottom):
        return None
    return int(top), int(bottom)


def _completeness(figure: Figure) -> float | None:
    """Counted elements expect no report, so they are whole."""
    return figure.reported / figure.expected if figure.expected else 1.0


# The same small counts meet again and again on one page, and each test costs several special functions.
_compare_counts = lru_cache(maxsize=65536)(change.compare_counts)
_compare_shares = lru_cache(maxsize=65536)(change.compare_shares)


def is_small(measure: MeasureInfo, value: Decimal | None, small: int) -> bool:
    """Whether a count is too small to be ranked."""
    return measure.counted and value is not None and 0 <= value < small
