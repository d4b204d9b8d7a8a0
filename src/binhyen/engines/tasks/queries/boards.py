"""The board of tasks: counted by the database, two statements whatever the number of tasks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from binhyen.engines.tasks.models import Task, TaskOrder, TaskStep
from binhyen.engines.tasks.queries.defaults import near_until
from binhyen.engines.tasks.queries.states import state_case
from binhyen.engines.tasks.rules.states import (
    DONE_STATES,
    OPEN_STATES,
    Step,
    dates_known,
    state_of,
)
from binhyen.engines.tasks.types import Board, BoardQuery, BoardRow, State
from binhyen.engines.units.api import Level, Structure, structure
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid

COLUMNS = {"unit": "unit_id", "order": "order_id", "level": "level"}
Heard = tuple[bool, bool]
"""Whether the unit said that it knows of a task, and that it is done."""


@dataclass(slots=True)
class _Row:
    """A row being counted."""

    counts: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    fell_due: int = 0
    done_of_due: int = 0
    oldest_due: date | None = None
    unacknowledged: int = 0
    awaiting: int = 0

    def add(self, state: State, tasks: int, due: date, on: date, heard: Heard) -> None:
        self.counts[state] += tasks
        known, reported = heard
        if due <= on and state is not State.WITHDRAWN:
            self.fell_due += tasks
            self.done_of_due += tasks if state in DONE_STATES else 0
        if state in OPEN_STATES:
            self.unacknowledged += 0 if known else tasks
            self.awaiting += tasks if reported else 0
        if state is State.OVERDUE:
            self.oldest_due = due if self.oldest_due is None else min(due, self.oldest_due)

    def row(self, ref: int, label: str) -> BoardRow:
        return BoardRow(
            ref,
            label,
            self.counts,
            self.fell_due,
            self.done_of_due,
            self.oldest_due,
            self.unacknowledged,
            self.awaiting,
        )


def board(actor: Actor, query: BoardQuery) -> Board:
    """Tasks at and below a unit by state, for the rows asked about.

    Time: `on` is the day the states are told for, by the deadlines known today; a task fell due when its deadline had
    come by then. With `known_on` only what was recorded by the end of that day counts, with the deadlines of then; a task
    that moved to an heir later is told under its heir. Missing: a rate with nothing due is None, not 0.

    Raises:
        Refused: the actor may not see tasks there.
        NotFound: the unit was not in force on the day.
        Invalid: rows of another kind than unit, order or level.
    """
    if query.by not in COLUMNS:
        raise Invalid(
            N_("Không xếp bảng theo “{by}”: hãy chọn unit, order hoặc level."), by=query.by[:40]
        )
    require(actor, "directives.view", query.under_id, then=query.on)
    tree = structure(query.on)
    tree.get(query.under_id)
    rows: dict[int, _Row] = defaultdict(_Row)
    total = _Row()
    row_of = _rows_of_units(tree, query.under_id) if query.by == "unit" else {}
    count = _counted if query.known_on is None else _counted_as_known
    for (ref, state, due, *heard), tasks in count(tasks_under(tree, query), query, row_of):
        day = date.fromisoformat(due)
        told = (State(state), tasks, day, query.on, (bool(heard[0]), bool(heard[1])))
        rows[ref].add(*told)
        total.add(*told)
    labels = _labels(tree, query.by, rows)
    return Board(
        query,
        tuple(rows[ref].row(ref, labels[ref]) for ref in sorted(rows, key=labels.__getitem__)),
        total.row(query.under_id, tree.get(query.under_id).full_name),
    )


def tasks_under(tree: Structure, query: BoardQuery) -> QuerySet[Task]:
    """The tasks a board speaks of: given by its day, at or below its unit; under the country also of ended units."""
    tasks = Task.objects.filter(given_on__lte=query.on).order_by()
    if query.order_id is not None:
        tasks = tasks.filter(order_id=query.order_id)
    if query.under_id != tree.root.id:
        tasks = tasks.filter(unit_id__in=tree.subtree(query.under_id))
    return tasks


def _counted(
    tasks: QuerySet[Task], query: BoardQuery, row_of: Mapping[int, int]
) -> Iterable[tuple[Any, int]]:
    """((row, state, deadline as text, known of, reported), tasks) for each that occurs.

    The database tells the states, a `Counter` adds up: a country has thousands of units and few different lines, so
    grouping by unit in the database, or making dates and rows of every line, took most of the time of a board.
    """
    told = tasks.annotate(
        state=state_case(query.on, near_until(query.on)),
        due=Cast("due_on", CharField()),
        known=Q(acknowledged_on__isnull=False, acknowledged_on__lte=query.on),
        reported=Q(reported_on__isnull=False, reported_on__lte=query.on),
    ).values_list(COLUMNS[query.by], "state", "due", "known", "reported")
    sql, parameters = told.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        lines: list[Any] = cursor.fetchall()
    if not row_of:
        return Counter(lines).items()
    return Counter(
        [
            (row_of.get(key, key), state, due, known, reported)
            for key, state, due, known, reported in lines
        ]
    ).items()


def _counted_as_known(
    tasks: QuerySet[Task], query: BoardQuery, row_of: Mapping[int, int]
) -> Iterable[tuple[Any, int]]:
    """The same from the steps recorded by the end of `known_on`; two statements, every step read once."""
    last = query.known_on or query.on
    until = datetime.combine(last + timedelta(days=1), time(), clock.HANOI)
    steps: dict[int, list[Step]] = defaultdict(list)
    recorded = TaskStep.objects.filter(task__in=tasks, at__lt=until).order_by("id")
    for task_id, kind, on, facts in recorded.values_list("task_id", "kind", "on", "facts"):
        steps[task_id].append((kind, on, facts))
    near, on = near_until(query.on), query.on
    counts: Counter[Any] = Counter()
    for task_id, key, first_due in tasks.values_list("pk", COLUMNS[query.by], "first_due_on"):
        if task_id not in steps:
            continue  # not given yet, as far as was known
        dates = dates_known(first_due, steps[task_id])
        known, reported = dates.acknowledged_on, dates.reported_on
        heard = (known is not None and known <= on, reported is not None and reported <= on)
        state = state_of(dates, on, near).value
        counts[row_of.get(key, key), state, dates.due_on.isoformat(), *heard] += 1
    return counts.items()


def _rows_of_units(tree: Structure, under_id: int) -> Mapping[int, int]:
    """The unit right below `under_id` for each unit under it; itself for `under_id` and for units ended by the day."""
    found: dict[int, int] = {}
    for child_id in tree.below.get(under_id, ()):
        ids = [child_id]
        for unit_id in ids:  # grows while it is walked
            ids.extend(tree.below.get(unit_id, ()))
        found.update(dict.fromkeys(ids, child_id))
    return found


def _labels(tree: Structure, by: str, refs: Iterable[int]) -> Mapping[int, str]:
    if by == "unit":
        return {
            ref: tree.units[ref].full_name if ref in tree else f"đơn vị số {ref} (đã kết thúc)"
            for ref in refs
        }
    if by == "level":
        return {ref: Level(ref).label for ref in refs}
    orders = TaskOrder.objects.filter(pk__in=list(refs)).values_list("pk", "code", "what")
    return {pk: f"{code}: {what}" for pk, code, what in orders}
