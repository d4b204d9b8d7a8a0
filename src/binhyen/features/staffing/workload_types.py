"""What the workload norm answers about a unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class WorkPart:
    """One activity of a unit in the year asked about.

    Attributes:
        code, label: of the activity standard; the label is Vietnamese.
        volume: yearly volume of its driver; None for allowances.
        officers: officers it takes, to two decimals.
        reported, expected: reports the volume was made of; fewer than expected were brought up to a whole year.
    """

    code: str
    label: str
    volume: Decimal | None
    officers: Decimal
    reported: int = 0
    expected: int = 0


@dataclass(frozen=True, slots=True)
class Workload:
    """A unit's posts by its workload, beside those of the flat norm.

    Attributes:
        unit_id, code, name: the unit on the day asked.
        officers: required, to two decimals; None when not measurable.
        posts: the same in whole posts, by the rule of the catalogue; None when not measurable.
        flat: posts by the norms of strength in force; None when none binds the unit on that day.
        parts: every activity, largest first; empty when not measurable.
        missing: Vietnamese labels of activities whose figures are missing or too thin.
        brought_up: whether a part of the volumes was brought up from fewer reports than a year has.
    """

    unit_id: int
    code: str
    name: str
    officers: Decimal | None
    posts: int | None
    flat: int | None
    parts: tuple[WorkPart, ...] = ()
    missing: tuple[str, ...] = ()
    brought_up: bool = False

    @property
    def measurable(self) -> bool:
        """Whether the figures of the year suffice."""
        return self.posts is not None

    @property
    def difference(self) -> int | None:
        """Posts by workload less posts by the flat norm; None without both."""
        if self.posts is None or self.flat is None:
            return None
        return self.posts - self.flat
