"""Files of evidence, for whoever may read the task they belong to."""

from __future__ import annotations

from binhyen.engines.documents.api import kept_file
from binhyen.engines.tasks.models import Task, TaskFile
from binhyen.engines.tasks.queries.reading import task_of
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, NotFound


def evidence_of(task: Task) -> list[TaskFile]:
    """Every file of a task, newest first. One statement."""
    return list(TaskFile.objects.filter(step__task=task).order_by("-id"))


def evidence_file(actor: Actor, task_id: int, file_id: int) -> TaskFile:
    """One file.

    Raises:
        NotFound: no such task or file.
        Refused: the actor may not see the task.
    """
    task_of(actor, task_id, clock.today())
    found = TaskFile.objects.filter(pk=file_id, step__task_id=task_id).first()
    if found is None:
        raise NotFound(N_("Nhiệm vụ này không có tệp số {id}."), id=file_id)
    return found


def evidence_content(file: TaskFile) -> bytes:
    """What a file holds.

    Raises:
        NotFound: it is no longer kept.
    """
    return kept_file(file.sha256)
