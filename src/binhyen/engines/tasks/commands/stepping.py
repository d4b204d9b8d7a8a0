"""What happens to one task after it is given; each act is a step that stays, and names the version it began from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from binhyen.engines.tasks.commands.evidence import keep_evidence
from binhyen.engines.tasks.models import Task, TaskStep
from binhyen.engines.tasks.types import NewFile, StepKind
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, RuleBroken
from binhyen.kernel.numbers import format_date
from binhyen.kernel.text import clean_text


def _doer(arguments: dict[str, Any]) -> int:
    return _found(arguments["task_id"]).unit_id


def _giver(arguments: dict[str, Any]) -> int:
    """The unit right above the one that does the task: nobody accepts their own work."""
    task = _found(arguments["task_id"])
    tree = structure(clock.today())
    parent_id = tree.get(task.unit_id).parent_id if task.unit_id in tree else None
    return task.order.clause.directive.unit_id if parent_id is None else parent_id


@command("tasks.acknowledge", "Tiếp nhận nhiệm vụ", needs="tasks.do", scope=_doer)
def acknowledge(actor: Actor, *, task_id: int, version: int) -> Task:
    """Say that the unit knows of the task; once is enough.

    Raises:
        Conflict: the task changed since `version`.
        RuleBroken: it is known already, done or withdrawn.
    """
    task = _open(task_id, version)
    if task.acknowledged_on is not None:
        raise RuleBroken(
            N_("Nhiệm vụ này đã tiếp nhận ngày {day}."), day=format_date(task.acknowledged_on)
        )
    task.acknowledged_on = clock.today()
    return _step(actor, task, StepKind.ACKNOWLEDGED)


@command("tasks.note_progress", "Báo tiến độ nhiệm vụ", needs="tasks.do", scope=_doer)
def note_progress(actor: Actor, *, task_id: int, version: int, reason: str) -> Task:
    """Tell how far the work is. Raises as `acknowledge` does, and Invalid for an empty text."""
    return _step(actor, _open(task_id, version), StepKind.NOTED, reason=_words(reason))


@command("tasks.ask_extension", "Xin gia hạn nhiệm vụ", needs="tasks.do", scope=_doer)
def ask_extension(actor: Actor, *, task_id: int, version: int, due_on: date, reason: str) -> Task:
    """Ask for a later deadline, with the reason; the old one stands until somebody agrees.

    Raises:
        RuleBroken: the day asked for is not later, or a request waits already.
    """
    task = _open(task_id, version)
    _refuse_earlier(task, due_on)
    if _asked(task) is not None:
        raise RuleBroken(N_("Đã có một đề nghị gia hạn đang chờ trả lời."))
    facts = {"due_on": due_on.isoformat()}
    return _step(actor, task, StepKind.EXTENSION_ASKED, reason=_words(reason), facts=facts)


@command("tasks.answer_extension", "Trả lời đề nghị gia hạn", needs="tasks.accept", scope=_giver)
def answer_extension(
    actor: Actor, *, task_id: int, version: int, granted: bool, reason: str
) -> Task:
    """Agree to the later deadline, or keep the old one with a reason.

    Raises:
        RuleBroken: no request waits.
    """
    task = _open(task_id, version)
    asked = _asked(task)
    if asked is None:
        raise RuleBroken(N_("Không có đề nghị gia hạn nào đang chờ."))
    if not granted:
        return _step(actor, task, StepKind.EXTENSION_REFUSED, reason=_words(reason))
    before, task.due_on = task.due_on, asked
    facts = {"from": before.isoformat(), "to": asked.isoformat()}
    return _step(actor, task, StepKind.EXTENDED, reason=reason, facts=facts)


@command("tasks.report_done", "Báo hoàn thành nhiệm vụ", needs="tasks.do", scope=_doer)
def report_done(
    actor: Actor, *, task_id: int, version: int, reason: str, files: Sequence[NewFile] = ()
) -> Task:
    """Report the result with what proves it, in words and files; the giver accepts it or returns it.

    Time: the day of this report is what counts as done, not the day it is accepted.

    Raises:
        RuleBroken: a report waits already.
        Invalid: nothing is said of the result, or a file is empty, too large or of a kind that is not taken.
    """
    task = _open(task_id, version)
    if task.reported_on is not None:
        raise RuleBroken(N_("Đã báo hoàn thành, đang chờ cấp trên công nhận."))
    task.reported_on = clock.today()
    task.acknowledged_on = task.acknowledged_on or task.reported_on
    found = _step(actor, task, StepKind.REPORTED, reason=_words(reason))
    keep_evidence(task.steps.order_by("-id")[0], files)
    return found


@command("tasks.return_task", "Trả lại nhiệm vụ", needs="tasks.accept", scope=_giver)
def return_task(actor: Actor, *, task_id: int, version: int, reason: str) -> Task:
    """Send a report back with what is missing; the deadline stays.

    Raises:
        RuleBroken: nothing was reported.
    """
    task = _reported(task_id, version)
    task.reported_on = None
    return _step(actor, task, StepKind.RETURNED, reason=_words(reason))


@command("tasks.accept_task", "Công nhận hoàn thành", needs="tasks.accept", scope=_giver)
def accept_task(actor: Actor, *, task_id: int, version: int, reason: str = "") -> Task:
    """Accept what was reported; the task was done on the day of the report.

    Raises:
        RuleBroken: nothing was reported.
    """
    task = _reported(task_id, version)
    task.done_on = task.reported_on
    return _step(actor, task, StepKind.ACCEPTED, reason=reason)


@command("tasks.reopen_task", "Mở lại nhiệm vụ", needs="tasks.accept", scope=_giver)
def reopen_task(actor: Actor, *, task_id: int, version: int, reason: str) -> Task:
    """Open a finished task again, with the reason.

    Raises:
        RuleBroken: it is not done.
    """
    task = _locked(task_id, version)
    if task.done_on is None:
        raise RuleBroken(N_("Nhiệm vụ này chưa xong nên không có gì để mở lại."))
    task.done_on = task.reported_on = None
    return _step(actor, task, StepKind.REOPENED, reason=_words(reason))


def _found(task_id: int) -> Task:
    tasks = Task.objects.select_related("order__clause__directive")
    task = tasks.filter(pk=task_id).first()
    if task is None:
        raise NotFound(N_("Không có nhiệm vụ số {task_id}."), task_id=task_id)
    return task


def _locked(task_id: int, version: int) -> Task:
    task = Task.objects.select_for_update().get(pk=task_id)
    if task.version != version:
        raise Conflict(N_("Nhiệm vụ đã được người khác cập nhật: hãy tải lại trang rồi làm lại."))
    return task


def _open(task_id: int, version: int) -> Task:
    task = _locked(task_id, version)
    if task.withdrawn_on is not None:
        raise RuleBroken(N_("Nhiệm vụ này đã rút."))
    if task.done_on is not None:
        raise RuleBroken(N_("Nhiệm vụ này đã xong ngày {day}."), day=format_date(task.done_on))
    return task


def _reported(task_id: int, version: int) -> Task:
    task = _open(task_id, version)
    if task.reported_on is None:
        raise RuleBroken(N_("Đơn vị chưa báo hoàn thành nhiệm vụ này."))
    return task


def _refuse_earlier(task: Task, due_on: date) -> None:
    if due_on <= task.due_on:
        raise RuleBroken(N_("Hạn xin {day} không muộn hơn hạn đang có."), day=format_date(due_on))


def _asked(task: Task) -> date | None:
    """The day of the request that waits for an answer."""
    kinds = (StepKind.EXTENSION_ASKED, StepKind.EXTENDED, StepKind.EXTENSION_REFUSED)
    newest = task.steps.filter(kind__in=kinds).order_by("-id").first()
    if newest is None or newest.kind != StepKind.EXTENSION_ASKED:
        return None
    return date.fromisoformat(newest.facts["due_on"])


def _words(reason: str) -> str:
    cleaned = clean_text(reason, 4000, multiline=True)
    if not cleaned:
        raise Invalid(N_("Hãy viết lý do hoặc nội dung."))
    return cleaned


def _step(
    actor: Actor,
    task: Task,
    kind: StepKind,
    *,
    reason: str = "",
    facts: dict[str, Any] | None = None,
) -> Task:
    task.version += 1
    task.save()
    TaskStep.objects.create(
        task=task,
        kind=kind,
        on=clock.today(),
        at=clock.now(),
        by=actor.name[:200],
        reason=reason,
        facts=facts or {},
    )
    note("tasks.Task", task.pk, after={"step": kind.value, "version": task.version})
    return task
