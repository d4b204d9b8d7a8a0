"""Tallies: per row what a measure's inputs add up to, and how complete that is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from binhyen.engines.indicators.rules.cubes import Ints, Sums


def _counts() -> defaultdict[int, int]:
    return defaultdict(int)


@dataclass(slots=True)
class InputTally:
    """One input's sums by row unit; a row without a count was not reported."""

    total: defaultdict[int, int] = field(default_factory=_counts)
    estimated: defaultdict[int, int] = field(default_factory=_counts)
    count: defaultdict[int, int] = field(default_factory=_counts)

    def add(self, rows: tuple[int, ...], sums: Sums) -> None:
        """Add the sums of one tree's rows."""
        for row, total, estimated, count in zip(
            rows, sums.total.tolist(), sums.estimated.tolist(), sums.count.tolist(), strict=True
        ):
            if count:
                self.total[row] += total
                self.estimated[row] += estimated
                self.count[row] += count


@dataclass(slots=True)
class Tally:
    """A measure over one window: its inputs by reference, and pairs reported, expected and pending by row unit."""

    inputs: dict[str, InputTally] = field(default_factory=dict)
    reported: defaultdict[int, int] = field(default_factory=_counts)
    expected: defaultdict[int, int] = field(default_factory=_counts)
    pending: defaultdict[int, int] = field(default_factory=_counts)


def add_counts(target: defaultdict[int, int], rows: tuple[int, ...], counts: Ints) -> None:
    """Add counts of one tree's rows."""
    for row, count in zip(rows, counts.tolist(), strict=True):
        if count:
            target[row] += count
