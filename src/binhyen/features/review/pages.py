"""Pages of the review: make one, read it, open each number, see what changed since, issue it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.features.review import api
from binhyen.features.review.files import NAMES, Kind
from binhyen.features.review.forms import ReviewForm, proposed_days
from binhyen.features.review.presenting import contents, shown_blocks
from binhyen.foundation.access.api import Actor, allows, allows_somewhere
from binhyen.foundation.ui.api import Cell, Column, make_table, page, show_day
from binhyen.kernel.errors import DomainError, NotFound

MEDIA_TYPES: dict[Kind, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json; charset=utf-8",
}


@require_GET
def review_list(request: HttpRequest) -> HttpResponse:
    actor = _actor(request)
    columns = [
        Column("subject", _("Báo cáo")),
        Column("unit", _("Đơn vị")),
        Column("end", _("Đến ngày"), "date"),
        Column("made", _("Lập ngày"), "date"),
        Column("state", _("Tình trạng")),
    ]
    rows = [
        {
            "subject": Cell(run.subject, reverse("review:preview", args=[run.pk])),
            "unit": run.unit_name,
            "end": run.end,
            "made": run.computed_at,
            "state": _state(run),
        }
        for run in api.runs(actor)
    ]
    table = make_table(request, columns, rows, caption=_("Các lần sơ kết"))
    return page(
        request,
        "review/list.html",
        {"table": table, "may_run": allows_somewhere(actor, "review.run")},
        title=_("Sơ kết"),
        subtitle=_("Mỗi lần sơ kết giữ nguyên số liệu như khi lập; số nào cũng mở được nguồn gốc."),
    )


@require_http_methods(["GET", "POST"])
def new_review(request: HttpRequest) -> HttpResponseBase:
    form = ReviewForm(request.POST or None, initial=proposed_days())
    if request.method == "POST" and form.is_valid():
        try:
            run = _run(_actor(request), form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lập xong báo cáo sơ kết."))
            return redirect("review:preview", run.pk)
    return page(
        request,
        "review/new.html",
        {"form": form},
        title=_("Lập báo cáo sơ kết"),
        crumbs=[(_("Sơ kết"), reverse("review:list"))],
        status=422 if form.errors else 200,
    )


@require_GET
def preview(request: HttpRequest, run_id: int) -> HttpResponse:
    actor = _actor(request)
    run = api.run_of(actor, run_id)
    document = api.document_from(run.document)
    addresses = _addresses(run)
    blocks = shown_blocks(document, lambda origin: addresses.get(origin, ""))
    shown = {"document": document, "blocks": blocks, "contents": contents(blocks)}
    return _run_page(request, run, "review/preview.html", "preview", shown)


@require_GET
def figures(request: HttpRequest, run_id: int) -> HttpResponse:
    run = api.run_of(_actor(request), run_id)
    columns = [
        Column("label", _("Số liệu")),
        Column("printed", _("Giá trị"), "number"),
        Column("unit", _("Đơn vị tính")),
        Column("scope", _("Phạm vi")),
        Column("as_of", _("Thời điểm, kỳ")),
        Column("kind", _("Loại")),
        Column("difference", _("Chênh lệch"), "number"),
    ]
    rows = [
        {
            "label": Cell(
                row["label"], reverse("review:figure", args=[run.pk, place]), row["note"]
            ),
            "printed": row["printed"],
            "unit": row["unit"],
            "scope": row["scope_name"],
            "as_of": row["as_of"],
            "kind": _("đã công bố") if row["kind"] == "stated" else _("tính từ dữ liệu"),
            "difference": row["difference"],
        }
        for place, row in enumerate(run.figures, start=1)
    ]
    table = make_table(request, columns, rows, caption=_("Mọi số liệu trong báo cáo"))
    return _run_page(request, run, "review/table.html", "figures", {"table": table})


@require_GET
def figure(request: HttpRequest, run_id: int, place: int) -> HttpResponse:
    actor = _actor(request)
    run = api.run_of(actor, run_id)
    if not 1 <= place <= len(run.figures):
        raise NotFound(_("Báo cáo này không có số liệu thứ {place}."), place=place)
    row = run.figures[place - 1]
    facts = [
        (_("Giá trị in trong báo cáo"), f"{row['printed']} {row['unit']}"),
        (_("Phạm vi"), row["scope_name"]),
        (_("Thời điểm, kỳ"), row["as_of"]),
        (_("Tử số"), row["numerator"]),
        (_("Mẫu số"), row["denominator"]),
        (_("Nguồn, cách tính"), row["source"]),
        (_("Chênh lệch với số còn lại"), row["difference"]),
        (_("Ghi chú"), row["note"]),
        (_("Mã tra cứu"), row["id"]),
    ]
    context = {"facts": facts, "explanation": api.origin_of(actor, run, row)}
    return page(
        request,
        "review/figure.html",
        context,
        title=row["label"],
        over=_("Nguồn gốc của một số liệu"),
        crumbs=[
            (_("Sơ kết"), reverse("review:list")),
            (run.unit_name, reverse("review:preview", args=[run.pk])),
        ],
    )


@require_GET
def changes(request: HttpRequest, run_id: int) -> HttpResponse:
    actor = _actor(request)
    run = api.run_of(actor, run_id)
    columns = [
        Column("label", _("Số liệu")),
        Column("scope", _("Phạm vi")),
        Column("old", _("Trong báo cáo"), "number"),
        Column("new", _("Tính lại hôm nay"), "number"),
        Column("unit", _("Đơn vị tính")),
    ]
    rows = [
        {
            "label": one.label,
            "scope": one.scope_name,
            "old": one.old,
            "new": one.new,
            "unit": one.unit,
        }
        for one in api.differences(actor, run)
    ]
    table = make_table(request, columns, rows, caption=_("Số liệu đã khác so với khi lập báo cáo"))
    shown = {
        "table": table,
        "empty_title": _("Không có khác biệt"),
        "empty_text": _("Tính lại hôm nay vẫn cho đúng các số trong báo cáo."),
    }
    return _run_page(request, run, "review/table.html", "differences", shown)


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, run_id: int) -> HttpResponseBase:
    actor = _actor(request)
    run = api.run_of(actor, run_id)
    if request.method == "POST":
        try:
            issued = api.issue_review(actor, run_id=run.pk)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            number = issued.issued.symbol if issued.issued else ""
            messages.success(request, _("Đã phát hành báo cáo số %(number)s.") % {"number": number})
        return redirect("review:preview", run.pk)
    return _run_page(request, run, "review/issue.html", "preview", {})


@require_GET
def download(request: HttpRequest, run_id: int, kind: Kind) -> HttpResponse:
    actor = _actor(request)
    run = api.run_of(actor, run_id)
    response = HttpResponse(api.rendered(actor, run, kind), content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{NAMES[kind]}"'
    return response


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]  # the middleware sets it
    return actor


def _run(actor: Actor, cleaned: dict[str, Any]) -> api.ReviewRun:
    return api.run_review(
        actor, under_id=cleaned["found"].id, start=cleaned["start"], end=cleaned["end"]
    )


def _run_page(
    request: HttpRequest, run: api.ReviewRun, template: str, tab: str, shown: dict[str, Any]
) -> HttpResponse:
    actor = _actor(request)
    context = {
        "run": run,
        "state": _state(run),
        "tabs": _tabs(run, tab),
        "may_issue": not run.is_issued and allows(actor, "documents.issue", run.unit_id),
        "downloads": [(NAMES[kind], reverse(f"review:{kind}", args=[run.pk])) for kind in NAMES],
    }
    return page(
        request,
        template,
        {**context, **shown},
        title=run.unit_name[:1].upper() + run.unit_name[1:],
        over=_("Báo cáo sơ kết"),
        subtitle=f"{show_day(run.start)} – {show_day(run.end)} · {_state(run)}",
        crumbs=[(_("Sơ kết"), reverse("review:list"))],
    )


def _tabs(run: api.ReviewRun, current: str) -> list[dict[str, Any]]:
    labels = {
        "preview": (_("Văn bản"), None),
        "figures": (_("Số liệu"), len(run.figures)),
        "differences": (_("Khác biệt hôm nay"), None),
    }
    return [
        {
            "label": label,
            "url": reverse(f"review:{name}", args=[run.pk]),
            "current": name == current,
            "count": count,
        }
        for name, (label, count) in labels.items()
    ]


def _state(run: api.ReviewRun) -> str:
    if run.issued is None:
        return _("Dự thảo")
    return _("Đã phát hành số %(number)s") % {"number": run.issued.symbol}


def _addresses(run: api.ReviewRun) -> dict[str, str]:
    # One address with a mark to fill in: a thousand reversals would cost more than the page.
    pattern = reverse("review:figure", args=[run.pk, 0])
    stem = pattern.removesuffix("0/")
    return {row["id"]: f"{stem}{place}/" for place, row in enumerate(run.figures, start=1)}
