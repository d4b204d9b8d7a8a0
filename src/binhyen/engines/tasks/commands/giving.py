"""Giving one order to many units at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from binhyen.engines.tasks.models import (
    Directive,
    DirectiveClause,
    Notice,
    Task,
    TaskOrder,
    TaskStep,
)
from binhyen.engines.tasks.queries.measuring import checked_target
from binhyen.engines.tasks.queries.previewing import clause_of, deadlines, refuse_wrong_days
from binhyen.engines.tasks.queries.recipients import recipients
from binhyen.engines.tasks.types import GivenTasks, NewOrder, StepKind
from binhyen.engines.units.api import StructureUnit
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.text import clean_text


def _issuer(arguments: dict[str, Any]) -> int:
    found = Directive.objects.filter(pk=arguments["order"].directive_id)
    unit_id = found.values_list("unit_id", flat=True).first()
    if unit_id is None:
        raise NotFound(N_("Không có văn bản chỉ đạo này trong sổ."))
    return unit_id


@command("tasks.give_tasks", "Giao việc", needs="directives.register", scope=_issuer)
def give_tasks(actor: Actor, *, order: NewOrder) -> GivenTasks:
    """Give one task to every unit the order reaches; with `cascade` also to the levels between, each with its deadline.

    Time: deadlines by `level_deadlines`; without `cascade` everybody has the last one.
    Cost: a fixed number of statements for each few hundred units.

    Raises:
        Refused: the actor may not give tasks for the unit that issued the directive.
        NotFound: no such clause, or a unit that was not in force on the day.
        RuleBroken: the deadline stands before the day of giving, or a unit is not below the issuer.
        Invalid: nobody is reached, or one of the five clears is empty or too long.
    """
    clause = clause_of(order)
    issuer_id = clause.directive.unit_id
    refuse_wrong_days(order)
    units = recipients(order.who, issuer_id, order.given_on, cascade=order.cascade)
    due = deadlines(order, {unit.level for unit in units})
    row = _order(actor, order, clause, units)
    tasks = _tasks(row, units, due)
    _tell(actor, tasks)
    note("tasks.TaskOrder", row.pk, after={"code": row.code, "tasks": len(tasks)})
    return GivenTasks(row.pk, row.code, len(tasks), due)


def _order(
    actor: Actor, order: NewOrder, clause: DirectiveClause, units: Sequence[StructureUnit]
) -> TaskOrder:
    place = TaskOrder.objects.filter(clause__directive_id=clause.directive_id).count() + 1
    return TaskOrder.objects.create(
        clause=clause,
        code=f"{clause.directive_id}-{place}",
        what=clean_text(order.what, 600),
        result=clean_text(order.result, 600),
        who={
            "types": sorted({unit.type for unit in units}),
            "levels": sorted({unit.level for unit in units}),
            "units": len(units),
        },
        responsible=clean_text(order.responsible, 200),
        coordinating=[clean_text(one, 200) for one in order.coordinating],
        given_on=order.given_on,
        due_on=order.due_on,
        cascade=order.cascade,
        target=checked_target(order.target, order.measured_over),
        measured_over=order.measured_over,
        matter_id=order.matter_id,
        needs_evidence=order.needs_evidence,
        given_by=actor.name[:200],
        at=clock.now(),
    )


def _tasks(row: TaskOrder, units: Sequence[StructureUnit], due: Mapping[int, date]) -> list[Task]:
    """One task a unit, level by level, so that each may name the task above it."""
    made: dict[int, Task] = {}
    for level in sorted(due):
        tasks = [
            Task(
                order=row,
                unit_id=unit.id,
                first_unit_id=unit.id,
                parent=made.get(unit.parent_id or 0),
                level=level,
                given_on=row.given_on,
                first_due_on=due[level],
                due_on=due[level],
            )
            for unit in units
            if unit.level == level
        ]
        made |= {task.unit_id: task for task in Task.objects.bulk_create(tasks)}
    return list(made.values())


def _tell(actor: Actor, tasks: Sequence[Task]) -> None:
    now = clock.now()
    TaskStep.objects.bulk_create(
        [
            TaskStep(
                task=task,
                kind=StepKind.GIVEN,
                on=task.given_on,
                at=now,
                by=actor.name[:200],
                facts={"due_on": task.due_on.isoformat()},
            )
            for task in tasks
        ]
    )
    Notice.objects.bulk_create(
        [Notice(recipient_id=task.unit_id, task=task, kind="given", at=now) for task in tasks]
    )
