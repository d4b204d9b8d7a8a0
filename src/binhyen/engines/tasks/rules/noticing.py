"""Why a task is late, and whom a day calls to be told of a task that is not done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.engines.tasks.types import Cause, StepKind
from binhyen.kernel.workdays import WorkCalendar

NEAR, OVERDUE, ESCALATED = "near", "overdue", "escalated_"
ANSWERS = {StepKind.EXTENSION_ASKED, StepKind.EXTENDED, StepKind.EXTENSION_REFUSED}


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a day draws its lines.

    Attributes:
        near_until: the last deadline that counts as near.
        escalated_until: for each level above, the last deadline so long past that it is told.
    """

    on: date
    near_until: date
    escalated_until: tuple[date, ...]


def limits(on: date, near_until: date, after_days: Sequence[int], calendar: WorkCalendar) -> Limits:
    """The lines of a day: a deadline is told above when `after_days` working days after it have passed.

    Raises:
        Invalid: the holidays of a year are not known.
    """
    return Limits(on, near_until, tuple(_passed(on, days, calendar) for days in after_days))


def calls(due_on: date, lines: Limits) -> tuple[str, ...]:
    """The kinds of lines a deadline calls for on a day, the unit's own first; none while it is far."""
    if due_on >= lines.on:
        return (NEAR,) if due_on <= lines.near_until else ()
    above = [
        f"{ESCALATED}{level}"
        for level, until in enumerate(lines.escalated_until, 1)
        if due_on <= until
    ]
    return (OVERDUE, *above)


def cause_of(steps: Sequence[StepKind], *, acknowledged: bool, reported: bool) -> Cause:
    """Why a late task is late: with the level above, asked for time, not known of, or being worked on."""
    if reported:
        return Cause.AWAITING
    answers = [kind for kind in steps if kind in ANSWERS]
    if answers and answers[-1] is StepKind.EXTENSION_ASKED:
        return Cause.ASKING
    return Cause.WORKING if acknowledged else Cause.UNACKNOWLEDGED


def _passed(on: date, days: int, calendar: WorkCalendar) -> date:
    """The last deadline with `days` working days between it and the day."""
    return calendar.add_working_days(on, -days)
