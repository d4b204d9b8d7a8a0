"""What waits: by definition and period, and report by report with what needs attention on top."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from binhyen.features.approval import api
from binhyen.features.approval.pages.common import (
    actor_of,
    matches,
    may_somewhere,
    named_period,
    page_links,
    paged,
    period_page,
    period_url,
    refused,
    under_of,
)
from binhyen.features.approval.pages.words import point_tag
from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs.api import enqueue
from binhyen.foundation.ui.api import Cell, Column, make_table, named, page
from binhyen.kernel.errors import DomainError
from binhyen.kernel.text import sort_key

APPROVES = "figures.approve"
ASK = "approval.ask_all"
SHOWN = ("all", "attention", "calm")


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Definitions and periods with waiting reports: what the reader's own level approves, and what waits below."""
    actor = may_somewhere(request, APPROVES)
    found = api.trays(actor)
    mine = [tray for tray in found if tray.mine]
    below = [tray for tray in found if not tray.mine]
    shown = {
        "mine": _table(request, mine, _("Chờ cấp bạn duyệt"), "m"),
        "below": _table(request, below, _("Chờ cấp khác duyệt"), "b"),
        "waiting": sum(tray.group.count for tray in mine),
        "corrections": sum(tray.group.corrections for tray in mine),
        "overdue": sum(tray.group.count for tray in mine if tray.overdue),
        "forms": _forms(actor),
    }
    return page(
        request,
        "approval/inbox.html",
        shown,
        title=_("Duyệt báo cáo"),
        subtitle=_("Báo cáo đã nộp và đang chờ; duyệt xong, số vào tổng của mọi cấp ngay lập tức."),
    )


@require_GET
def group(request: HttpRequest, definition: str, period: str) -> HttpResponse:
    """The waiting reports of a period, what needs attention on top."""
    actor = may_somewhere(request, APPROVES)
    form, span = named_period(definition, period)
    found = api.waiting(actor, form, span)
    attention = [one for one in found if one.needs_attention]
    show = request.GET.get("show", "all")
    show = show if show in SHOWN else "all"
    query = request.GET.get("q", "")[:80]
    kept = {"all": found, "attention": attention}.get(
        show, [one for one in found if not one.needs_attention]
    )
    rows = paged(request, _sorted(request, [one for one in kept if _found(query, one)]))
    shown = {
        "rows": [shown_row(one) for one in rows],
        "paging": rows,
        "pages": page_links(request, rows) if rows.has_other_pages() else [],
        "count": len(found),
        "attention_count": len(attention),
        "calm": len(found) - len(attention),
        "show": show,
        "query": query,
        "sort": request.GET.get("sort", ""),
        "ask_under": under_of(request, APPROVES),
    }
    return period_page(request, "approval/group.html", "group", form, span, shown)


@require_POST
def start_asking(request: HttpRequest, definition: str, period: str) -> HttpResponse:
    """Let the detector look through a period in the background."""
    form, span = named_period(definition, period)
    try:
        enqueue(
            actor_of(request),
            ASK,
            definition=form.code,
            period=str(span),
            unit_id=under_of(request, APPROVES),
        )
    except DomainError as refusal:
        refused(request, refusal)
    else:
        messages.success(
            request,
            _("Đã giao máy rà soát; câu hỏi hiện ở đây và ở trang của đơn vị khi xong."),
        )
    return redirect(period_url("group", form, span))


def shown_row(one: api.Waiting) -> dict[str, Any]:
    """A waiting report as a row of a page."""
    return {
        "id": one.report.report_id,
        "token": f"{one.report.report_id}:{one.report.version}",
        "unit": one.unit.full_name,
        "code": one.unit.code,
        "url": reverse("approval:report", args=[one.report.report_id]),
        "by": one.report.submitted_by,
        "at": one.report.submitted_at,
        "tags": [point_tag(point) for point in one.points],
    }


def _found(query: str, one: api.Waiting) -> bool:
    return not query or matches(query, one.unit.full_name, one.unit.code)


def _sorted(request: HttpRequest, rows: list[api.Waiting]) -> list[api.Waiting]:
    match request.GET.get("sort"):
        case "unit":
            return sorted(rows, key=lambda one: sort_key(one.unit.full_name))
        case "at":
            return sorted(rows, key=lambda one: str(one.report.submitted_at or ""))
        case _:
            return rows


def _table(request: HttpRequest, found: list[api.Tray], caption: str, prefix: str) -> Any:
    columns = [
        Column("form", _("Báo cáo")),
        Column("period", _("Kỳ")),
        Column("count", _("Chờ duyệt"), "number"),
        Column("corrections", _("Trong đó bản sửa"), "number"),
        Column("oldest", _("Nộp sớm nhất"), "date"),
        Column("due", _("Hạn duyệt"), "date"),
    ]
    rows = [
        {
            "form": Cell(named(one.form.entry), period_url("group", one.form, one.group.period)),
            "period": one.group.period.label(),
            "count": one.group.count,
            "corrections": one.group.corrections,
            "oldest": one.group.oldest_at,
            "due": Cell(
                one.due.at if one.due else None, note=_("đã quá hạn") if one.overdue else ""
            ),
        }
        for one in found
    ]
    return make_table(request, columns, rows, caption=caption, prefix=prefix)


def _forms(actor: Actor) -> list[dict[str, str]]:
    """Where each definition's board is: the newest period that has ended."""
    from binhyen.features.approval.pages.boards import newest_period  # noqa: PLC0415 - pages link to each other

    return [
        {"label": named(form.entry), "url": period_url("board", form, period)}
        for form in api.offered(actor)
        if (period := newest_period(form)) is not None
    ]
