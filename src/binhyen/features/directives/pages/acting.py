"""One task with everything that happened to it, and what its reader may do next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import NewFile, State, StepKind, Task
from binhyen.engines.units.api import structure
from binhyen.features.directives.pages.common import STATES, STEPS, file_answer, viewer
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.ui.api import actor_name, page, show_day, told
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Invalid

OPEN = (State.IN_TIME, State.NEAR_DUE, State.OVERDUE)


@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """The task; a POST does one act, named by `act`, on the version that was shown."""
    actor = viewer(request)
    found = api.task_of(actor, task_id, clock.today())
    status = 200
    if request.method == "POST":
        try:
            _act(request, actor, task_id)
        except DomainError as refusal:
            messages.error(request, told(refusal))
            status = refusal.status
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("directives:task", task_id)
    return page(
        request,
        "directives/task.html",
        _shown(actor, found) | {"reason": request.POST.get("reason", "")},
        title=found.order.what,
        over=_("Nhiệm vụ"),
        subtitle=structure(clock.today()).get(found.unit_id).full_name
        if found.unit_id in structure(clock.today())
        else found.steps.all()[0].facts.get("to_name", ""),
        crumbs=[
            (_("Bảng nhiệm vụ"), reverse("directives:board")),
            (_("Nhiệm vụ của đơn vị"), reverse("directives:unit", args=[found.unit_id])),
        ],
        status=status,
    )


def _shown(actor: Actor, found: Task) -> dict[str, Any]:
    state = State(found.state)  # type: ignore[attr-defined]
    directive = found.order.clause.directive
    doing = allows(actor, "tasks.do", found.unit_id)
    judging = allows(actor, "tasks.accept", _above(found))
    asked = _waiting_request(found)
    return {
        "task": found,
        "state": STATES[state],
        "facts": [
            (_("Kết quả phải có"), found.order.result),
            (_("Chịu trách nhiệm"), found.order.responsible),
            (_("Hạn"), show_day(found.due_on)),
            (_("Hạn lúc giao"), show_day(found.first_due_on)),
            (_("Trạng thái"), STATES[state]),
        ],
        "directive": directive,
        "steps": [
            {
                "on": step.on,
                "title": f"{STEPS[StepKind(step.kind)]} · {actor_name(step.by)}",
                "text": _told_step(step.reason, step.facts),
            }
            for step in found.steps.all()
        ],
        "files": api.evidence_of(found),
        "may_acknowledge": doing and state in OPEN and found.acknowledged_on is None,
        "may_report": doing and state in OPEN and found.reported_on is None,
        "may_ask": doing and state in OPEN and asked is None,
        "may_judge": judging and state in OPEN and found.reported_on is not None,
        "may_answer": judging and state in OPEN and asked is not None,
        "may_reopen": judging and found.done_on is not None,
        "asked": asked,
    }


def _act(request: HttpRequest, actor: Actor, task_id: int) -> None:
    form = request.POST
    version, reason = form.get("version", ""), form.get("reason", "")
    if not version.isdecimal() or len(version) > 9:
        raise Invalid(N_("Trang đã cũ: hãy tải lại rồi làm lại."))
    named: dict[str, Any] = {"task_id": task_id, "version": int(version)}
    acts: dict[str, Callable[[], object]] = {
        "acknowledge": lambda: api.acknowledge(actor, **named),
        "note": lambda: api.note_progress(actor, **named, reason=reason),
        "report": lambda: api.report_done(actor, **named, reason=reason, files=_files(request)),
        "ask": lambda: api.ask_extension(
            actor, **named, due_on=_day(form.get("due_on", "")), reason=reason
        ),
        "extend": lambda: api.answer_extension(actor, **named, granted=True, reason=reason),
        "keep": lambda: api.answer_extension(actor, **named, granted=False, reason=reason),
        "accept": lambda: api.accept_task(actor, **named, reason=reason),
        "return": lambda: api.return_task(actor, **named, reason=reason),
        "reopen": lambda: api.reopen_task(actor, **named, reason=reason),
    }
    act = acts.get(form.get("act", ""))
    if act is None:
        raise Invalid(N_("Không rõ phải làm gì: hãy bấm một nút của trang."))
    act()


@require_GET
def evidence(request: HttpRequest, task_id: int, file_id: int) -> HttpResponse:
    """A file of evidence, to be saved and never shown inside the site."""
    found = api.evidence_file(viewer(request), task_id, file_id)
    return file_answer(found.name, api.evidence_content(found), found.media_type)


def _files(request: HttpRequest) -> list[NewFile]:
    return [
        NewFile(one.name or "", one.read(api.MOST_FILE_BYTES + 1))
        for one in request.FILES.getlist("files")
    ]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:20])
    except ValueError:
        raise Invalid(N_("Hãy chọn ngày xin gia hạn đến."), day=text[:20]) from None


def _above(found: Task) -> int:
    tree = structure(clock.today())
    parent_id = tree.get(found.unit_id).parent_id if found.unit_id in tree else None
    return found.order.clause.directive.unit_id if parent_id is None else parent_id


def _waiting_request(found: Task) -> str | None:
    kinds = (StepKind.EXTENSION_ASKED, StepKind.EXTENDED, StepKind.EXTENSION_REFUSED)
    steps = [step for step in found.steps.all() if step.kind in kinds]
    if not steps or steps[-1].kind != StepKind.EXTENSION_ASKED:
        return None
    return str(steps[-1].facts["due_on"])


def _told_step(reason: str, facts: dict[str, Any]) -> str:
    parts = [reason] if reason else []
    if "from_name" in facts:
        parts.append(f"{facts['from_name']} → {facts['to_name']}")
    elif "told_name" in facts:
        parts.append(_("báo %(name)s") % {"name": facts["told_name"]})
    elif "to" in facts:
        parts.append(
            f"{show_day(date.fromisoformat(facts['from']))} → {show_day(date.fromisoformat(facts['to']))}"
        )
    elif "due_on" in facts:
        parts.append(_("hạn %(day)s") % {"day": show_day(date.fromisoformat(facts["due_on"]))})
    return "; ".join(parts)
