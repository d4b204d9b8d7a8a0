"""When a report is due at each level: days of the month, working days after the cut-off, or hours."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from binhyen.engines.indicators.entries import Deadline, ReportEntry
from binhyen.kernel.clock import HANOI
from binhyen.kernel.errors import N_, RuleBroken
from binhyen.kernel.periods import Period
from binhyen.kernel.workdays import WorkCalendar

LevelsOn = Callable[[date], Collection[int]]
"""The levels that have units on a day."""


@dataclass(frozen=True, slots=True)
class Due:
    """By when reports of a period must have reached a recipient of a level.

    `at` is the last moment permitted, in Vietnamese time: a submission at that moment is still on time, and
    `at.date()` is the last day permitted.
    """

    level: int
    recipient: str
    at: datetime


def due_at(deadline: Deadline, period: Period, work: WorkCalendar) -> datetime:
    """The last moment a deadline permits for a period, in Asia/Ho_Chi_Minh.

    "Before the 16th" permits the whole of the 15th, in the month of the period's last day or, when that has passed by
    then, in the next; a month too short for the day ends it. Working days begin after the period's last day. Hours
    run from the beginning of the period's first day.

    Reading: a fixed day is not moved off a Saturday or Sunday, because the circulars name the day itself and the
    police work on it; only deadlines in working days know of Tết and make-up days.

    Raises:
        Invalid: the holidays of a year the count passes through are not known.
    """
    hours: int | None = getattr(deadline, "hours", None)
    if hours is not None:
        return datetime.combine(period.start, time.min, HANOI) + timedelta(hours=hours)
    if deadline.working_days is not None:
        return _end_of(work.add_working_days(period.last_day, deadline.working_days))
    return _end_of(_day_before(period.last_day, deadline.before_day or 1))


def dues(
    entry: ReportEntry, period: Period, work: WorkCalendar, levels_on: LevelsOn
) -> tuple[Due, ...]:
    """Every deadline of a period that somebody still receives, by time, lower levels first.

    A level is left out when no unit of it exists on the deadline's own day, or when approval has passed to a level
    above it by then: reports no longer stop there (districts, 1-3-2025).
    """
    found = []
    for deadline in entry.deadlines:
        at = due_at(deadline, period, work)
        if deadline.level <= approver_level(entry, at.date()) and deadline.level in levels_on(
            at.date()
        ):
            found.append(Due(deadline.level, deadline.recipient, at))
    return tuple(sorted(found, key=lambda one: (one.at, -one.level)))


def due_of(all_dues: Collection[Due], level: int) -> Due | None:
    """The first deadline of a level; None when the level does not receive."""
    return min(
        (one for one in all_dues if one.level == level), key=lambda one: one.at, default=None
    )


def due_after(all_dues: Collection[Due], level: int) -> Due | None:
    """The first deadline of the nearest level above one: by when what that level approves must be through."""
    above = {one.level for one in all_dues if one.level < level}
    return due_of(all_dues, max(above)) if above else None


def reporting_due(all_dues: Collection[Due]) -> Due | None:
    """By when the reporting units themselves must hand in: the first deadline of the lowest level that receives."""
    return due_of(all_dues, max(one.level for one in all_dues)) if all_dues else None


def approver_level(entry: ReportEntry, on: date) -> int:
    """The level that approves on a day; before the first date named, the first one named."""
    level = entry.approvers[0].level
    for approver in entry.approvers:
        if approver.valid_from <= on:
            level = approver.level
    return level


def no_due(entry: ReportEntry, period: Period, level: int) -> RuleBroken:
    """The refusal for a level that receives nothing of a period."""
    return RuleBroken(
        N_(
            "{report}, kỳ {period}: không có hạn cho cấp {level}, vì cấp này không nhận báo cáo ấy."
        ),
        report=entry.vi,
        period=str(period),
        level=level,
    )


def _day_before(last_day: date, before_day: int) -> date:
    """The day before a numbered day of the month, the first such that is not earlier than the period's last day."""
    first = last_day.replace(day=1)
    while True:
        length = monthrange(first.year, first.month)[1]
        permitted = first + timedelta(days=min(before_day - 1, length) - 1)
        if permitted >= last_day:
            return permitted
        first += timedelta(days=length)


def _end_of(on: date) -> datetime:
    return datetime.combine(on, time.max, HANOI)
