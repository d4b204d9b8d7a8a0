"""Approving: many at once after a confirmation, or one beside what it is compared with; returning with reasons."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from binhyen.engines.indicators.api import DefinitionInfo, Status
from binhyen.features.approval import api
from binhyen.features.approval.pages.common import (
    actor_of,
    may_somewhere,
    named_period,
    period_page,
    period_url,
    refused,
)
from binhyen.features.approval.pages.inbox import APPROVES, shown_row
from binhyen.features.approval.pages.words import (
    ANSWERS,
    KINDS,
    cell_name,
    option_name,
    question_text,
)
from binhyen.foundation.access.api import allows
from binhyen.foundation.ui.api import actor_name, named, page, show_day, unit_word
from binhyen.kernel.errors import DomainError
from binhyen.kernel.periods import Period

MOST = 20_000


@require_POST
def approve_many(request: HttpRequest, definition: str, period: str) -> HttpResponse:
    """First the list of what was chosen, then, confirmed, the approval and what became of each."""
    actor = may_somewhere(request, APPROVES)
    form, span = named_period(definition, period)
    found = {one.report.report_id: one for one in api.waiting(actor, form, span)}
    chosen = _chosen(request, found)
    if not chosen:
        messages.error(request, _("Chưa chọn báo cáo nào; hãy đánh dấu vào ô đầu dòng."))
        return redirect(period_url("group", form, span))
    if not request.POST.get("confirmed"):
        return _confirmation(request, form, span, [found[one] for one in chosen if one in found])
    return _approved(request, form, span, chosen, found)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """One report beside the period before, last year's and its neighbours'; approve it or return it."""
    actor = actor_of(request)
    found = api.review(actor, report_id)
    may = allows(actor, APPROVES, found.state.unit_id, then=found.state.period.last_day)
    if request.method == "POST":
        try:
            _act(request, found)
        except DomainError as refusal:
            refused(request, refusal)
            return _report_page(request, found, may=may, status=422)
        return redirect(period_url("group", found.form, found.state.period))
    return _report_page(request, found, may=may)


def _chosen(request: HttpRequest, found: dict[int, api.Waiting]) -> dict[int, int]:
    """Report ids with the versions that were shown, in the order of the page."""
    if request.POST.get("all") == "calm":
        return {
            one.report.report_id: one.report.version
            for one in found.values()
            if not one.needs_attention
        }
    tokens = request.POST.getlist("report") + request.POST.get("reports", "").split(",")
    chosen: dict[int, int] = {}
    for token in tokens[:MOST]:
        number, _sep, version = token.partition(":")
        if number.isdecimal() and version.isdecimal() and len(token) < 30:
            chosen[int(number)] = int(version)
    return chosen


def _confirmation(
    request: HttpRequest, form: DefinitionInfo, span: Period, chosen: list[api.Waiting]
) -> HttpResponse:
    shown = {
        "rows": [shown_row(one) for one in chosen],
        "attention_count": sum(one.needs_attention for one in chosen),
        "tokens": ",".join(f"{one.report.report_id}:{one.report.version}" for one in chosen),
    }
    return period_page(request, "approval/confirm.html", "group", form, span, shown)


def _approved(
    request: HttpRequest,
    form: DefinitionInfo,
    span: Period,
    chosen: dict[int, int],
    found: dict[int, api.Waiting],
) -> HttpResponse:
    changed = [
        one
        for one, version in chosen.items()
        if one in found and found[one].report.version != version
    ]
    result = api.approve_reports(
        actor_of(request), report_ids=[one for one in chosen if one not in changed]
    )
    why = _("Báo cáo đã được sửa sau khi bạn mở danh sách; hãy xem bản mới.")
    refusals = [*((one, why) for one in changed), *result.refused]
    shown = {
        "approved": [_named(found, one) for one in result.approved],
        "refused": [{"unit": _named(found, one), "why": text} for one, text in refusals],
    }
    return period_page(request, "approval/result.html", "group", form, span, shown)


def _named(found: dict[int, api.Waiting], report_id: int) -> str:
    one = found.get(report_id)
    return one.unit.full_name if one else _("Báo cáo số %(id)s") % {"id": report_id}


def _act(request: HttpRequest, found: api.Review) -> None:
    actor, given = actor_of(request), request.POST
    version = given.get("version", "")
    base = int(version) if version.isdecimal() and len(version) < 10 else 0
    words = {"unit": found.unit.full_name}
    if given.get("act") == "approve":
        api.approve_report(
            actor, report_id=found.state.id, base_version=base, comment=given.get("reason", "")
        )
        messages.success(request, _("Đã duyệt báo cáo của %(unit)s; số đã vào tổng.") % words)
    else:
        api.return_report(
            actor,
            report_id=found.state.id,
            reason=given.get("reason", ""),
            base_version=base,
            reasons=_reasons(request, found),
        )
        messages.success(request, _("Đã trả lại báo cáo của %(unit)s kèm lý do.") % words)


def _reasons(request: HttpRequest, found: api.Review) -> dict[str, str]:
    given = {
        line.ref: request.POST.get(f"reason-{place}", "").strip()
        for place, line in enumerate(found.lines)
    }
    return {ref: text for ref, text in given.items() if text}


def _report_page(
    request: HttpRequest, found: api.Review, *, may: bool, status: int = 200
) -> HttpResponse:
    state = found.state
    waits = state.status is Status.SUBMITTED
    shown = {
        "review": found,
        "lines": [_line(request, place, line) for place, line in enumerate(found.lines)],
        "facts": _facts(found),
        "checks": [f"{check.words}. {check.advice}" for check in found.checks],
        "questions": [_question(one) for one in found.questions],
        "said": found.said,
        "may_act": may and waits and found.lock is None,
        "waits": waits,
        "reason": request.POST.get("reason", ""),
        "history": _history(request, state.id),
        "group_url": period_url("group", found.form, state.period),
        "board_url": period_url("board", found.form, state.period),
        "correction": bool(state.approved_values) and state.status is not Status.APPROVED,
    }
    return page(
        request,
        "approval/report.html",
        shown,
        title=found.unit.full_name,
        over=named(found.form.entry),
        subtitle=state.period.label(),
        crumbs=[(_("Chờ duyệt"), period_url("group", found.form, state.period))]
        if may
        else [(_("Theo dõi nộp"), period_url("board", found.form, state.period))],
        status=status,
    )


def _line(request: HttpRequest, place: int, line: api.Line) -> dict[str, Any]:
    entry = line.element.entry
    label = option_name(entry.breakdown, line.option) if line.option else named(entry)
    return {
        "place": place,
        "label": label,
        "full": cell_name(line.ref),
        "inner": line.option is not None,
        "unit": "" if line.option else unit_word(entry.unit),
        "decimals": entry.decimals,
        "line": line,
        "corrected": line.approved is not None and line.approved != line.value,
        "remarks": line.remarks,
        "reason": request.POST.get(f"reason-{place}", ""),
    }


def _facts(found: api.Review) -> list[tuple[str, str]]:
    state = found.state
    return [
        (_("Tình trạng"), _STATUS[state.status]()),
        (_("Nộp"), _who_when(state.submitted_by, state.submitted_at)),
        (_("Duyệt gần nhất"), _who_when(state.approved_by, state.approved_at)),
        (_("Phiên bản"), str(state.version)),
        (_("Cấp trên"), found.parent.full_name if found.parent else ""),
    ]


def _who_when(name: str, at: datetime | None) -> str:
    return "" if at is None else f"{actor_name(name)} · {show_day(at)}"


_STATUS = {
    Status.DRAFT: lambda: _("Đang nhập"),
    Status.SUBMITTED: lambda: _("Chờ duyệt"),
    Status.APPROVED: lambda: _("Đã duyệt"),
    Status.RETURNED: lambda: _("Đã trả lại, chờ sửa"),
}


def _question(question: api.Question) -> dict[str, Any]:
    answer = getattr(question, "answer", None)
    return {
        "kind": KINDS[question.kind],
        "text": question_text(question),
        "cells": [cell_name(ref) for ref in question.refs],
        "answer": answer,
        "answered": ANSWERS[answer.kind if answer else ""],
    }


def _history(request: HttpRequest, report_id: int) -> list[dict[str, Any]]:
    """What happened to the report, newest first, as a timeline."""
    versions = api.report_history(actor_of(request), report_id=report_id)
    return [
        {
            "on": version.at,
            "title": f"{_STATUS[Status(version.status)]()} · {actor_name(version.author_name)}",
            "text": version.reason,
            "current": place == 0,
            "url": "",
        }
        for place, version in enumerate(reversed(versions[-20:]))
    ]
