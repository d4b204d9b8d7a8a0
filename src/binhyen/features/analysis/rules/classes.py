"""Classes of values for shading: limits that put about as many units into each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

CLASSES = 5


def bounds(values: Sequence[Decimal]) -> list[Decimal]:
    """Upper limits of all classes but the last, ascending; fewer where values are few or alike."""
    if not values:
        return []
    ordered = sorted(values)
    found = {ordered[len(ordered) * part // CLASSES] for part in range(1, CLASSES)} - {ordered[-1]}
    return sorted(found)


def class_of(value: Decimal, limits: Sequence[Decimal]) -> int:
    """The class of a value, 0 for the lowest."""
    return sum(value > limit for limit in limits)
