"""What a unit is reminded of and asked: one page, and the answer to a question."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.features.approval import api
from binhyen.features.approval.pages.boards import newest_period
from binhyen.features.approval.pages.common import (
    actor_of,
    may_somewhere,
    period_url,
    refused,
)
from binhyen.features.approval.pages.words import (
    ANSWERS,
    KINDS,
    REMINDERS,
    cell_name,
    question_text,
)
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.ui.api import HomeNotice, named, page
from binhyen.kernel.errors import DomainError

NAMED = 8


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """Reports nearly due or overdue, units below that stay silent, and questions to answer."""
    actor = may_somewhere(request, "figures.view")
    shown = {
        "notices": [_notice(one) for one in api.notices(actor)],
        "questions": [_question(one) for one in api.own_questions(actor)],
        "forms": [
            {"label": named(form.entry), "url": period_url("board", form, period)}
            for form in api.offered(actor)
            if (period := newest_period(form)) is not None
        ],
    }
    return page(
        request,
        "approval/notices.html",
        shown,
        title=_("Nhắc việc"),
        subtitle=_(
            "Việc nộp báo cáo của đơn vị bạn: sắp đến hạn, quá hạn, và câu hỏi của máy rà soát."
        ),
    )


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, question_id: int) -> HttpResponse:
    """One question with its numbers; the unit says that the figures are right, or that it will correct them."""
    actor = actor_of(request)
    found = api.question_of(actor, question_id)
    status = 200
    if request.method == "POST":
        kind = (
            api.AnswerKind.CORRECT
            if request.POST.get("act") == "correct"
            else api.AnswerKind.CONFIRM
        )
        try:
            api.answer(actor, question_id=question_id, kind=kind, text=request.POST.get("text", ""))
        except DomainError as refusal:
            refused(request, refusal)
            status = 422
        else:
            messages.success(request, _("Cảm ơn đơn vị đã trả lời."))
            return redirect("approval:notices")
    shown = _question(found) | {
        "answer": getattr(found, "answer", None),
        "may_answer": allows(actor, "figures.enter", found.unit_id),
        "given": request.POST.get("text", ""),
        "report_url": reverse("approval:report", args=[found.report_id]),
    }
    return page(
        request,
        "approval/question.html",
        shown,
        title=_("Xin đơn vị kiểm tra giúp"),
        over=shown["form"],
        subtitle=f"{shown['unit']} · {shown['period']}",
        crumbs=[(_("Nhắc việc"), reverse("approval:notices"))],
        status=status,
    )


def on_unit_page(actor: Actor, unit_code: str) -> HomeNotice | None:
    """The line on the page of the reader's own commune."""
    count = api.matters_of(actor, unit_code)
    if not count:
        return None
    text = ngettext(
        "%(count)s việc về báo cáo đang chờ đơn vị",
        "%(count)s việc về báo cáo đang chờ đơn vị",
        count,
    ) % {"count": count}
    return HomeNotice(text, reverse("approval:notices"), "warning")


def _notice(one: api.Notice) -> dict[str, Any]:
    word, tone = REMINDERS[one.kind]
    names = [unit.full_name for unit in one.units if unit.id != one.recipient.id]
    return {
        "word": word,
        "tone": tone,
        "form": named(one.form.entry),
        "period": one.period.label(),
        "unit": one.recipient.full_name,
        "due": one.last.due_at,
        "names": names[:NAMED],
        "more": max(0, len(names) - NAMED),
        "count": len(names),
        "url": period_url("board", one.form, one.period, under=one.recipient.id, state="missing")
        if names
        else period_url("board", one.form, one.period, under=one.recipient.id),
    }


def _question(one: api.Question) -> dict[str, Any]:
    form = api.definition_of(one.definition)
    period = api.period_named(form, one.period)
    answer = getattr(one, "answer", None)
    return {
        "id": one.pk,
        "kind": KINDS[one.kind],
        "text": question_text(one),
        "cells": [cell_name(ref) for ref in one.refs],
        "form": named(form.entry),
        "period": period.label(),
        "unit": api.unit_on(one.unit_id, period.last_day, period.start).full_name,
        "at": one.at,
        "url": reverse("approval:question", args=[one.pk]),
        "answered": ANSWERS[answer.kind if answer else ""],
    }
