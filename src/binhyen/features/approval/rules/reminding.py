"""Which reminder a day calls for: before the deadline, after it, or to the level above."""

from __future__ import annotations

from datetime import date

from binhyen.features.approval.entries import ReminderDays
from binhyen.features.approval.types import ReminderKind

Step = tuple[ReminderKind, int]
"""A kind, and the number of days it is named after in the catalogue."""


def steps(due_on: date, today: date, days: ReminderDays) -> list[Step]:
    """What is called for today, at most one of each kind; a day without a round is made up for by the next.

    Before the deadline the nearest of the days counts, after it the furthest one reached, so that a round that was
    missed is not made up for twice. Long after it nobody is reminded any more.
    """
    left = (due_on - today).days
    if left >= 0:
        near = [count for count in days.before_days if left <= count]
        return [(ReminderKind.BEFORE, min(near))] if near else []
    if -left > days.forget_days:
        return []
    passed = [count for count in days.after_days if -left >= count]
    found: list[Step] = [(ReminderKind.AFTER, max(passed))] if passed else []
    if -left >= days.escalate_days:
        found.append((ReminderKind.ESCALATED, days.escalate_days))
    return found
