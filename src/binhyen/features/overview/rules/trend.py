"""What a board says of two shares: the words of the honest test, or that they cannot be compared."""

from __future__ import annotations

from decimal import Decimal

from binhyen.features.overview.types import Comparison
from binhyen.kernel import change
from binhyen.kernel.change import Change

Share = tuple[int, int]
"""Hits and the whole."""


def compare_shares(now: Share, before: Share, completeness: Decimal) -> Comparison:
    """Compare a later share with an earlier one.

    Args:
        now: hits and whole of the later period.
        before: those of the earlier one.
        completeness: the smaller share of reports received, 0 to 1.
    """
    shares = _percent(now), _percent(before)
    sound = None not in shares and now[0] <= now[1] and before[0] <= before[1]
    if not sound or completeness < change.MIN_COMPLETENESS:
        return Comparison(*shares, Change.REFUSED.words)
    return Comparison(*shares, change.compare_shares(*before, *now).change.words)


def _percent(share: Share) -> Decimal | None:
    return Decimal(100 * share[0]) / share[1] if share[1] else None
