"""Directives, a unit's tasks and one task with everything that happened to it."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from binhyen.engines.documents.api import kept_file
from binhyen.engines.tasks.models import Directive, Task
from binhyen.engines.tasks.queries.defaults import near_until
from binhyen.engines.tasks.queries.states import state_case
from binhyen.engines.tasks.types import State
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.text import fold


def directives(text: str = "", kind: str = "") -> QuerySet[Directive]:
    """The register, newest first; `text` is looked for in symbol, issuer and subject without accents.

    Which texts are in force is public knowledge within the service, so no scope narrows the list.
    """
    found = Directive.objects.all()
    for word in fold(text).split():
        found = found.filter(search__contains=word)
    return found.filter(kind=kind) if kind else found


def directive_of(directive_id: int) -> Directive:
    """One directive with its clauses and what it ordered.

    Raises:
        NotFound: no such directive.
    """
    found = Directive.objects.prefetch_related("clauses__orders").select_related("parent")
    directive = found.filter(pk=directive_id).first()
    if directive is None:
        raise NotFound(N_("Không có văn bản chỉ đạo này trong sổ."))
    return directive


def directive_content(directive: Directive) -> bytes:
    """The file of a directive's text.

    Raises:
        NotFound: it came without one, or the file is gone.
    """
    if not directive.file_sha256:
        raise NotFound(N_("Văn bản {symbol} vào sổ không kèm tệp."), symbol=directive.symbol)
    return kept_file(directive.file_sha256)


def tasks_of(actor: Actor, unit_id: int, on: date, *, state: State | None = None) -> QuerySet[Task]:
    """A unit's tasks with their `state` on a day, those due first ahead.

    Raises:
        Refused: the actor may not see tasks there.
    """
    require(actor, "directives.view", unit_id, then=on)
    tasks = (
        Task.objects.filter(unit_id=unit_id, given_on__lte=on)
        .annotate(state=state_case(on, near_until(on)))
        .select_related("order__clause__directive", "first_unit")
    )
    return tasks.filter(state=state.value) if state is not None else tasks


def task_of(actor: Actor, task_id: int, on: date) -> Task:
    """One task with its `state` and steps.

    Raises:
        NotFound: no such task, or outside what the actor may see.
    """
    tasks = Task.objects.annotate(state=state_case(on, near_until(on))).select_related(
        "order__clause__directive"
    )
    task = tasks.prefetch_related("steps").filter(pk=task_id).first()
    if task is None:
        raise NotFound(N_("Không có nhiệm vụ số {task_id}."), task_id=task_id)
    # Of a unit that ended, whoever was above it when the task was given may still read.
    then = on if task.unit_id in structure(on) else task.given_on
    require(actor, "directives.view", task.unit_id, then=then)
    return task
