"""Who is late, why, since when: the overdue tasks behind a board, the longest overdue first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet

from binhyen.engines.tasks.models import Task, TaskStep
from binhyen.engines.tasks.queries.boards import tasks_under
from binhyen.engines.tasks.queries.defaults import near_until
from binhyen.engines.tasks.queries.states import state_case
from binhyen.engines.tasks.rules.noticing import cause_of
from binhyen.engines.tasks.types import BoardQuery, LateTask, State, StepKind
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor, require

MOST = 200


def late_tasks(actor: Actor, query: BoardQuery, *, most: int = 20) -> tuple[LateTask, ...]:
    """The tasks of a board that are overdue on its day, longest first, at most `most` (200).

    Cost: two statements, whatever the number of tasks.

    Raises:
        Refused: the actor may not see tasks there.
        NotFound: the unit was not in force on the day.
    """
    require(actor, "directives.view", query.under_id, then=query.on)
    tree = structure(query.on)
    tree.get(query.under_id)
    overdue = _overdue(tasks_under(tree, query), query)[: min(most, MOST)]
    tasks = list(overdue.select_related("order"))
    steps = _steps([task.pk for task in tasks], query)
    return tuple(_late(task, steps[task.pk], query) for task in tasks)


def _overdue(tasks: QuerySet[Task], query: BoardQuery) -> QuerySet[Task]:
    # The bare deadline lets the index of due tasks find them; the state then decides.
    return (
        tasks.filter(due_on__lt=query.on)
        .annotate(state=state_case(query.on, near_until(query.on)))
        .filter(state=State.OVERDUE.value)
        .order_by("due_on", "pk")
    )


def _steps(task_ids: Sequence[int], query: BoardQuery) -> dict[int, list[TaskStep]]:
    found: dict[int, list[TaskStep]] = defaultdict(list)
    for step in TaskStep.objects.filter(task_id__in=task_ids, on__lte=query.on).order_by("pk"):
        found[step.task_id].append(step)
    return found


def _late(task: Task, steps: Sequence[TaskStep], query: BoardQuery) -> LateTask:
    said = [step for step in steps if step.reason]
    last = said[-1] if said else None
    return LateTask(
        task.pk,
        task.unit_id,
        task.order.what,
        task.due_on,
        (query.on - task.due_on).days,
        cause_of(
            [StepKind(step.kind) for step in steps],
            acknowledged=task.acknowledged_on is not None and task.acknowledged_on <= query.on,
            reported=task.reported_on is not None and task.reported_on <= query.on,
        ),
        last.reason if last else "",
        last.on if last else None,
    )
