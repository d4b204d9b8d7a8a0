"""The board of tasks: counted by the database, two statements whatever the number of tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from binhyen.engines.tasks.models import Task, TaskOrder
from binhyen.engines.tasks.queries.defaults import near_until
from binhyen.engines.tasks.queries.states import state_case
from binhyen.engines.tasks.rules.states import DONE_STATES
from binhyen.engines.tasks.types import Board, BoardQuery, BoardRow, State
from binhyen.engines.units.api import Level, Structure, structure
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel.errors import N_, Invalid

COLUMNS = {"unit": "unit_id", "order": "order_id", "level": "level"}


@dataclass(slots=True)
class _Row:
    """A row being counted."""

    counts: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    fell_due: int = 0
    done_of_due: int = 0
    oldest_due: date | None = None

    def add(self, state: State, tasks: int, due: int, oldest: date) -> None:
        self.counts[state] += tasks
        if state is not State.WITHDRAWN:
            self.fell_due += due
        if state in DONE_STATES:
            self.done_of_due += due
        if state is State.OVERDUE:
            self.oldest_due = oldest if self.oldest_due is None else min(oldest, self.oldest_due)

    def row(self, ref: int, label: str) -> BoardRow:
        return BoardRow(ref, label, self.counts, self.fell_due, self.done_of_due, self.oldest_due)


def board(actor: Actor, query: BoardQuery) -> Board:
    """Tasks at and below a unit by state, for the rows asked about.

    Time: `on` is the day the states are told for, by the deadlines known today; a task fell due when its deadline had
    come by then. Missing: a rate with nothing due is None, not 0.

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
    counted = _counted(_tasks(tree, query), query)
    rows: dict[int, _Row] = defaultdict(_Row)
    total = _Row()
    for key, state, tasks, due, oldest in counted:
        ref = _row_of(tree, query.under_id, key) if query.by == "unit" else key
        rows[ref].add(State(state), tasks, due, oldest)
        total.add(State(state), tasks, due, oldest)
    labels = _labels(tree, query.by, rows)
    return Board(
        query,
        tuple(rows[ref].row(ref, labels[ref]) for ref in sorted(rows, key=labels.__getitem__)),
        total.row(query.under_id, tree.get(query.under_id).full_name),
    )


def _tasks(tree: Structure, query: BoardQuery) -> QuerySet[Task]:
    tasks = Task.objects.filter(given_on__lte=query.on).order_by()
    if query.order_id is not None:
        tasks = tasks.filter(order_id=query.order_id)
    if query.under_id != tree.root.id:
        tasks = tasks.filter(unit_id__in=tree.subtree(query.under_id))
    return tasks


def _counted(tasks: QuerySet[Task], query: BoardQuery) -> Iterable[tuple[int, str, int, int, date]]:
    column = COLUMNS[query.by]
    return (
        tasks.annotate(state=state_case(query.on, near_until(query.on)))
        .values_list(column, "state")
        .annotate(
            tasks=Count("id"),
            due=Coalesce(Count("id", filter=Q(due_on__lte=query.on)), 0),
            oldest=Min("due_on"),
        )
    )


def _row_of(tree: Structure, under_id: int, unit_id: int) -> int:
    """The unit right below `under_id` that a unit belongs to; itself for `under_id` and for units ended by the day."""
    if unit_id == under_id or unit_id not in tree:
        return unit_id
    found = unit_id
    for above in tree.ancestors(unit_id):
        if above.id == under_id:
            return found
        found = above.id
    return unit_id


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
