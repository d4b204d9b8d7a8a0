"""Rounds of reminders: near, overdue, and up the chain; each line is told once for a deadline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.engines.indicators.api import work_calendar
from binhyen.engines.tasks.models import Notice, Task, TaskOrder, TaskStep
from binhyen.engines.tasks.queries.defaults import defaults, near_until
from binhyen.engines.tasks.rules.noticing import ESCALATED, NEAR, OVERDUE, calls, limits
from binhyen.engines.tasks.types import Reminded, StepKind
from binhyen.engines.units.api import Structure, structure
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock

MOST_DAYS = 32_767
"""What the column of days holds."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line to be told. `days` tells deadlines of one task apart: after an extension it is told anew."""

    recipient_id: int
    task_id: int
    kind: str
    days: int

    @property
    def key(self) -> tuple[int, int, str, int]:
        return self.recipient_id, self.task_id, self.kind, self.days


@command("tasks.remind", "Nhắc nhiệm vụ", needs="jobs.manage")
def remind(actor: Actor, *, on: date) -> Reminded:
    """Tell units of tasks near their deadline or overdue, and the levels above of those overdue for long.

    Run twice, or after days without a round, nothing is told twice: one line a task, recipient, kind and deadline, and
    one ESCALATED step a level. Lines go up no further than the unit that issued the directive. A report in time that
    waits to be accepted is nobody's delay. Tasks of ended units wait for `follow_successions`.

    Cost: five reading statements whatever the number of tasks; writing goes by batches of the database driver.

    Raises:
        Invalid: the holidays of a year are not known.
    """
    tree = structure(on)
    tasks = _waiting(on)
    known = set(
        Notice.objects.filter(task__done_on=None, task__withdrawn_on=None)
        .exclude(kind="given")
        .values_list("recipient_id", "task_id", "kind", "days")
    )
    lines = [line for line in _lines(tree, tasks, on) if line.key not in known]
    now = clock.now()
    Notice.objects.bulk_create(
        [
            Notice(
                recipient_id=line.recipient_id,
                task_id=line.task_id,
                kind=line.kind,
                days=line.days,
                at=now,
            )
            for line in lines
        ]
    )
    _escalate(actor, tree, lines, on)
    told = Counter(ESCALATED if line.kind.startswith(ESCALATED) else line.kind for line in lines)
    done = Reminded(
        told[NEAR], told[OVERDUE], told[ESCALATED], len({line.recipient_id for line in lines})
    )
    note("tasks.Notice", on.isoformat(), after={"lines": len(lines), "units": done.units})
    return done


def _waiting(on: date) -> list[Task]:
    """Open tasks that are near or past their deadline, locked: two rounds at once tell one after the other."""
    found = Task.objects.filter(
        done_on=None, withdrawn_on=None, given_on__lte=on, due_on__lte=near_until(on)
    )
    locked = found.select_for_update().only(
        "unit_id", "order_id", "given_on", "due_on", "reported_on"
    )
    return [
        task
        for task in locked.order_by("pk")
        if task.reported_on is None or task.reported_on > task.due_on
    ]


def _lines(tree: Structure, tasks: list[Task], on: date) -> Iterator[_Line]:
    lines = limits(on, near_until(on), defaults().escalate_after_days, work_calendar())
    issuers = _issuers(tasks)
    for task in tasks:
        if task.unit_id not in tree:
            continue
        days = min((task.due_on - task.given_on).days, MOST_DAYS)
        chain = (task.unit_id, *_above(tree, task.unit_id, issuers[task.order_id]))
        for kind in calls(task.due_on, lines):
            level = int(kind.removeprefix(ESCALATED)) if kind.startswith(ESCALATED) else 0
            if level < len(chain):
                yield _Line(chain[level], task.pk, kind, days)


def _above(tree: Structure, unit_id: int, issuer_id: int) -> list[int]:
    """The units above, nearest first, up to the one that issued the directive."""
    found: list[int] = []
    for unit in tree.ancestors(unit_id):
        found.append(unit.id)
        if unit.id == issuer_id:
            break
    return found


def _issuers(tasks: list[Task]) -> Mapping[int, int]:
    orders = TaskOrder.objects.filter(pk__in={task.order_id for task in tasks})
    return dict(orders.values_list("pk", "clause__directive__unit_id"))


def _escalate(actor: Actor, tree: Structure, lines: list[_Line], on: date) -> None:
    now = clock.now()
    TaskStep.objects.bulk_create(
        [
            TaskStep(
                task_id=line.task_id,
                kind=StepKind.ESCALATED,
                on=on,
                at=now,
                by=actor.name[:200],
                facts={
                    "level": int(line.kind.removeprefix(ESCALATED)),
                    "told": line.recipient_id,
                    "told_name": tree.get(line.recipient_id).full_name,
                },
            )
            for line in lines
            if line.kind.startswith(ESCALATED)
        ]
    )
