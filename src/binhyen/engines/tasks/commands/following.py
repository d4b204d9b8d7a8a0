"""Open tasks of units that ended go to those who took over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from binhyen.engines.tasks.models import Task, TaskStep
from binhyen.engines.tasks.types import StepKind
from binhyen.engines.units.api import carry, spans_of, structure
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock


@command("tasks.follow_successions", "Chuyển nhiệm vụ theo đơn vị kế thừa", needs="jobs.manage")
def follow_successions(actor: Actor, *, on: date) -> int:
    """Give every open task of a unit that ended by a day to its main heir; a step names both. Run twice, it moves nothing more.

    Two tasks of one order that meet in one heir stay two: each is what another area was asked for.

    Returns: how many tasks moved.
    """
    tree, heirs = structure(on), carry(on)
    waiting = Task.objects.filter(done_on=None, withdrawn_on=None)
    ended = [task for task in waiting.select_for_update() if task.unit_id not in tree]
    names = _last_names(task.unit_id for task in ended)
    steps = []
    for task in ended:
        target = max(heirs.targets(task.unit_id), key=lambda one: (one.share, -one.unit_id))
        facts = {
            "from": task.unit_id,
            "from_name": names.get(task.unit_id, ""),
            "to": target.unit_id,
            "to_name": tree.get(target.unit_id).full_name,
        }
        task.unit_id = target.unit_id
        task.version += 1
        steps.append(
            TaskStep(
                task=task,
                kind=StepKind.MOVED,
                on=on,
                at=clock.now(),
                by=actor.name[:200],
                facts=facts,
            )
        )
    Task.objects.bulk_update(ended, ["unit_id", "version"], batch_size=500)
    TaskStep.objects.bulk_create(steps)
    note("tasks.Task", on.isoformat(), after={"moved": len(ended)})
    return len(ended)


def _last_names(unit_ids: object) -> Mapping[int, str]:
    spans = spans_of(unit_ids)  # type: ignore[arg-type]
    return {unit_id: found[-1].full_name for unit_id, found in spans.items() if found}
