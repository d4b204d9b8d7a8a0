"""The agenda against the clock: when each item begins, and by how much the sum runs over the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Timing:
    """When items begin and end.

    Attributes:
        spans: begin and end of each item, in order.
        minutes: the sum of all items.
        over: minutes by which the sum runs past the end; 0 when it fits.
        spare: minutes left before the end; 0 when none.
    """

    spans: tuple[tuple[datetime, datetime], ...]
    minutes: int
    over: int
    spare: int


def timed(starts_at: datetime, ends_at: datetime, minutes: Sequence[int]) -> Timing:
    """Lay items one after the other from the start; `minutes` are whole and not negative."""
    spans = []
    at = starts_at
    for one in minutes:
        spans.append((at, at + timedelta(minutes=one)))
        at = spans[-1][1]
    left = int((ends_at - at).total_seconds() // 60)
    return Timing(tuple(spans), sum(minutes), max(0, -left), max(0, left))


def moved(order: Sequence[int], one: int, place: int) -> list[int]:
    """The order with one member at a place counted from 1; places outside are the ends."""
    rest = [other for other in order if other != one]
    rest.insert(min(max(place, 1) - 1, len(rest)), one)
    return rest
