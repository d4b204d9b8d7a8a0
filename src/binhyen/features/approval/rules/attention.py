"""What puts a waiting report on top: facts about it, weighed by kind and never by person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from binhyen.features.approval.entries import AttentionLimits
from binhyen.features.approval.types import Reason

ORDER = tuple(Reason)
"""Broken rules first, notes last: what may be wrong stands before what is only worth knowing."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value against an earlier one of the same cell."""

    ref: str
    now: float
    before: float
    against: str  # "previous" or "year"


@dataclass(frozen=True, slots=True)
class Point:
    """One reason with what it is about, in numbers the page words."""

    reason: Reason
    refs: tuple[str, ...] = ()
    count: int = 1
    words: str = ""
    answered: str = ""
    change: Change | None = None


def big_changes(
    refs: Sequence[str],
    now: Sequence[float],
    earlier: Sequence[tuple[str, Sequence[float]]],
    limits: AttentionLimits,
) -> list[Change]:
    """Cells that changed by as many times and as many units as the limits say, the biggest change first.

    Missing (NaN) on either side is no change. A cell is told once, against the nearer period.

    Args:
        refs: the cells.
        now: their values.
        earlier: ("previous" | "year", values) in the order of nearness.
        limits: what is worth a look.
    """
    found: dict[str, Change] = {}
    for against, before in earlier:
        for ref, new, old in zip(refs, now, before, strict=True):
            if ref not in found and _is_big(new, old, limits):
                found[ref] = Change(ref, new, old, against)
    return sorted(found.values(), key=lambda one: -abs(one.now - one.before))


def urgency(points: Sequence[Point]) -> tuple[int, ...]:
    """A key by which reports sort: those with graver reasons first, then those with more of them."""
    present = {point.reason for point in points}
    return (
        *(0 if reason in present else 1 for reason in ORDER),
        -sum(point.count for point in points),
    )


def _is_big(new: float, old: float, limits: AttentionLimits) -> bool:
    if isnan(new) or isnan(old):
        return False
    low, high = sorted((abs(new), abs(old)))
    return high - low >= limits.change_least and high >= limits.change_ratio * max(low, 1e-9)
