"""The state of tasks as the database tells it: the same rule as `rules.states.state_of`."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, F, Q, Value, When

from binhyen.engines.tasks.types import State


def state_case(on: date, near_until: date) -> Case:
    """An expression that gives a task's state on a day."""
    return Case(
        _when(Q(withdrawn_on__lte=on), State.WITHDRAWN),
        _when(Q(done_on__lte=on) & Q(done_on__lte=F("due_on")), State.DONE_IN_TIME),
        _when(Q(done_on__lte=on), State.DONE_LATE),
        _when(Q(reported_on__lte=on) & Q(reported_on__lte=F("due_on")), State.IN_TIME),
        _when(Q(due_on__lt=on), State.OVERDUE),
        _when(Q(due_on__lte=near_until), State.NEAR_DUE),
        default=Value(State.IN_TIME.value),
        output_field=CharField(),
    )


def _when(condition: Q, state: State) -> When:
    return When(condition, then=Value(state.value))
