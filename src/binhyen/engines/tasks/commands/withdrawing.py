"""Taking an order back: its open tasks end without being late; what was done stays done."""

from __future__ import annotations

from typing import Any

from binhyen.engines.tasks.models import Task, TaskOrder, TaskStep
from binhyen.engines.tasks.types import StepKind
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound, RuleBroken
from binhyen.kernel.text import clean_text


def _issuer(arguments: dict[str, Any]) -> int:
    orders = TaskOrder.objects.select_related("clause__directive")
    found = orders.filter(pk=arguments["order_id"]).first()
    if found is None:
        raise NotFound(N_("Không có việc giao số {id}."), id=arguments["order_id"])
    return found.clause.directive.unit_id


@command("tasks.withdraw_order", "Rút việc đã giao", needs="directives.register", scope=_issuer)
def withdraw_order(actor: Actor, *, order_id: int, reason: str) -> int:
    """Withdraw every task of an order that is not done; answers how many.

    Raises:
        NotFound: no such order.
        RuleBroken: nothing of it is open.
        Invalid: no reason.
    """
    words = clean_text(reason, 4000, multiline=True)
    if not words:
        raise Invalid(N_("Hãy viết lý do hoặc nội dung."))
    open_tasks = Task.objects.select_for_update().filter(order_id=order_id, done_on=None)
    tasks = list(open_tasks.filter(withdrawn_on=None))
    if not tasks:
        raise RuleBroken(N_("Việc này không còn nhiệm vụ nào đang mở để rút."))
    today, now = clock.today(), clock.now()
    for task in tasks:
        task.withdrawn_on = today
        task.version += 1
    Task.objects.bulk_update(tasks, ["withdrawn_on", "version"], batch_size=400)
    TaskStep.objects.bulk_create(
        (
            TaskStep(
                task=task,
                kind=StepKind.WITHDRAWN,
                on=today,
                at=now,
                by=actor.name[:200],
                reason=words,
            )
            for task in tasks
        ),
        batch_size=400,
    )
    note("tasks.TaskOrder", order_id, after={"withdrawn": len(tasks)})
    return len(tasks)
