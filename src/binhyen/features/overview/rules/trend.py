"""What may honestly be said of two shares: "clearly" only when an exact 95 % interval leaves no doubt."""

from __future__ import annotations

from decimal import Decimal

from scipy.stats.contingency import odds_ratio

from binhyen.features.overview.types import Comparison
from binhyen.kernel.errors import N_

LEVEL = 0.95
MIN_COMPLETENESS = Decimal("0.8")
"""Below this share of the reports due nothing is said: silent units are not average units."""

CLEARLY_UP, CLEARLY_DOWN = N_("tăng rõ rệt"), N_("giảm rõ rệt")
UNCLEAR = N_("chưa thấy thay đổi rõ")
NOT_COMPARABLE = N_("không đủ điều kiện so sánh")

Share = tuple[int, int]
"""Hits and the whole."""


def compare_shares(now: Share, before: Share, completeness: Decimal) -> Comparison:
    """Compare a later share with an earlier one by the exact interval of their odds ratio.

    Args:
        now: hits and whole of the later period.
        before: those of the earlier one.
        completeness: the smaller share of reports received, 0 to 1.
    """
    shares = _percent(now), _percent(before)
    if (
        None in shares
        or completeness < MIN_COMPLETENESS
        or now[0] > now[1]
        or before[0] > before[1]
    ):
        return Comparison(*shares, NOT_COMPARABLE)
    if now[0] + before[0] in (0, now[1] + before[1]):
        return Comparison(*shares, UNCLEAR)
    table = [[now[0], now[1] - now[0]], [before[0], before[1] - before[0]]]
    interval = odds_ratio(table, kind="conditional").confidence_interval(LEVEL)
    if interval.low > 1:
        return Comparison(*shares, CLEARLY_UP)
    return Comparison(*shares, CLEARLY_DOWN if interval.high < 1 else UNCLEAR)


def _percent(share: Share) -> Decimal | None:
    return Decimal(100 * share[0]) / share[1] if share[1] else None
