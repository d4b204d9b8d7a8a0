"""Where a task stands on a day, told from its dates alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from binhyen.engines.tasks.types import State, StepKind

OPEN_STATES = (State.IN_TIME, State.NEAR_DUE, State.OVERDUE)
DONE_STATES = (State.DONE_IN_TIME, State.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a task; None has not happened."""

    due_on: date
    reported_on: date | None = None
    done_on: date | None = None
    withdrawn_on: date | None = None
    acknowledged_on: date | None = None


def state_of(dates: Dates, on: date, near_until: date) -> State:
    """The state on a day; `queries.states` says the same in SQL.

    A report in time that waits to be accepted is not overdue: the unit has done its part, the giver has not.

    Args:
        near_until: the last day on which a deadline counts as near.
    """
    if dates.withdrawn_on is not None and dates.withdrawn_on <= on:
        return State.WITHDRAWN
    if dates.done_on is not None and dates.done_on <= on:
        return State.DONE_IN_TIME if dates.done_on <= dates.due_on else State.DONE_LATE
    reported = dates.reported_on is not None and dates.reported_on <= on
    if reported and dates.reported_on is not None and dates.reported_on <= dates.due_on:
        return State.IN_TIME
    if dates.due_on < on:
        return State.OVERDUE
    return State.NEAR_DUE if dates.due_on <= near_until else State.IN_TIME


Step = tuple[str, date, Mapping[str, Any]]
"""Kind, day, facts of one step."""


def dates_known(due_on: date, steps: Iterable[Step]) -> Dates:
    """A task's dates as its first steps alone tell them: what was known before the later ones were recorded.

    Args:
        due_on: the deadline it was given with.
        steps: in the order they were recorded.
    """
    dates = Dates(due_on)
    for kind, on, facts in steps:
        dates = _after(dates, kind, on, facts)
    return dates


def _after(dates: Dates, kind: str, on: date, facts: Mapping[str, Any]) -> Dates:
    changes: dict[str, dict[str, Any]] = {
        StepKind.ACKNOWLEDGED: {"acknowledged_on": on},
        StepKind.REPORTED: {"reported_on": on, "acknowledged_on": dates.acknowledged_on or on},
        StepKind.RETURNED: {"reported_on": None},
        StepKind.ACCEPTED: {"done_on": dates.reported_on},
        StepKind.REOPENED: {"done_on": None, "reported_on": None},
        StepKind.WITHDRAWN: {"withdrawn_on": on},
    }
    if kind == StepKind.EXTENDED:
        return replace(dates, due_on=date.fromisoformat(facts["to"]))
    changed = changes.get(StepKind(kind))
    return replace(dates, **changed) if changed else dates
