"""Bring a file in after a trial, take one out, look at what was brought."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from binhyen.engines.indicators.api import offered_definitions
from binhyen.features.interchange import api
from binhyen.features.interchange.forms import ExportForm, UploadForm
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.foundation.exchange.rest import caller
from binhyen.foundation.jobs.api import enqueue, job_of
from binhyen.foundation.ui.api import (
    Cell,
    Column,
    Table,
    in_english,
    make_table,
    page,
    show_number,
    told,
)
from binhyen.kernel import clock
from binhyen.kernel.errors import DomainError, NotFound

NEEDS = "figures.exchange"
COLUMN_WORDS = {
    "unit": gettext_lazy("đơn vị"),
    "period": gettext_lazy("kỳ"),
    "element": gettext_lazy("chỉ tiêu"),
    "option": gettext_lazy("phân tổ"),
    "value": gettext_lazy("giá trị"),
    "comment": gettext_lazy("ghi chú"),
    "report": gettext_lazy("mẫu báo cáo"),
    "attribute": "attributeOptionCombo",
}


@require_http_methods(["GET", "POST"])
def exchange(request: HttpRequest) -> HttpResponseBase:
    """The history, with a file to bring in above it."""
    actor = caller(request, NEEDS)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _received(actor, form.cleaned_data)
        except DomainError as refusal:
            form.add_error("file", told(refusal))
    return page(
        request,
        "interchange/exchange.html",
        {"form": form, "table": _history(request, actor)},
        title=_("Trao đổi số liệu"),
        subtitle=_("Nạp tệp của nơi khác sau khi chạy thử; xuất tệp cho nơi khác đọc."),
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest) -> HttpResponseBase:
    """Choose what to take out; the file comes piece by piece."""
    actor = caller(request, "figures.view")
    asked = request.GET or None
    form = ExportForm(_reports(actor), asked)
    if asked is not None and form.is_valid():
        given = form.cleaned_data
        kind, scheme = api.FileFormat(given["kind"]), api.Scheme(given["scheme"])
        wanted = api.ExportRequest(
            given["report"], given["under"], given["period"], kind, api.Schemes.all(scheme)
        )
        try:
            pieces = api.export(actor, wanted)
        except DomainError as refusal:
            form.add_error("under" if isinstance(refusal, NotFound) else "period", told(refusal))
        else:
            response = StreamingHttpResponse(pieces, content_type=api.MEDIA_TYPES[kind])
            name = f"{given['report']}.{api.ENDINGS[kind]}"
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
    return page(
        request,
        "interchange/take.html",
        {"form": form},
        title=_("Xuất số liệu"),
        subtitle=_("Chỉ số đã duyệt của các đơn vị trong phạm vi được xem."),
        crumbs=_crumbs(),
        status=422 if form.errors else 200,
    )


@require_GET
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """What became of one file."""
    actor = caller(request, NEEDS)
    found = api.run_of(actor, run_id)
    job = None
    if found.job_id is not None and found.finished_at is None:
        job = job_of(actor, found.job_id)
    outcome = found.outcome or {}
    faults = outcome.get("faults", [])
    return page(
        request,
        "interchange/run.html",
        {
            "run": found,
            "job": job,
            "outcome": outcome,
            "facts": _facts(outcome, dry_run=found.dry_run) if outcome else [],
            "table": _faults(request, faults),
            "more": max(0, outcome.get("fault_count", 0) - len(faults)),
            "may_write": _may_write(actor, found),
        },
        title=found.file_name,
        over=_("Chạy thử") if found.dry_run else _("Nạp tệp"),
        crumbs=_crumbs(),
    )


@require_POST
def write(request: HttpRequest, run_id: int) -> HttpResponseBase:
    """After a trial: the same file for real."""
    actor = caller(request, NEEDS)
    return _worked_on(actor, api.again_for_real(actor, run_id=run_id))


@require_GET
def faults_file(request: HttpRequest, run_id: int) -> HttpResponse:
    """The faults as a table for a spreadsheet."""
    found = api.run_of(caller(request, NEEDS), run_id)
    faults = [api.Fault(**one) for one in (found.outcome or {}).get("faults", [])]
    response = HttpResponse(api.faults_as_csv(faults), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="loi-{run_id}.csv"'
    return response


def _received(actor: Actor, given: dict[str, Any]) -> HttpResponseBase:
    upload = given["file"]
    options = api.ImportOptions(
        schemes=api.Schemes.all(api.Scheme(given["scheme"])),
        strategy=api.Strategy(given["strategy"]),
        dry_run=True,
        partial=given["partial"],
    )
    made = api.receive(
        actor,
        upload.chunks(),
        name=upload.name,
        kind=api.FileFormat(given["kind"]),
        options=options,
    )
    return _worked_on(actor, made)


def _worked_on(actor: Actor, made: api.ImportRun) -> HttpResponseBase:
    """Small files at once, big ones in the background with progress on the page of the run."""
    if made.size <= api.SMALL:
        api.work_on(actor, run_id=made.pk)
    else:
        job = enqueue(actor, "interchange.import", run_id=made.pk)
        api.set_job(actor, run_id=made.pk, job_id=job.pk)
    return redirect("interchange:run", made.pk)


def _may_write(actor: Actor, found: api.ImportRun) -> bool:
    """A trial of one's own that would write something, for whoever may enter figures."""
    if not found.dry_run or found.outcome is None or not found.stored:
        return False
    mine = (found.author_kind, found.author_id) == (actor.author.kind, actor.author.id)
    counts = sum(found.outcome[name] for name in ("imported", "updated", "deleted", "completed"))
    return mine and counts > 0 and allows_somewhere(actor, "figures.enter")


def _facts(outcome: dict[str, Any], *, dry_run: bool) -> list[tuple[str, str]]:
    words = (
        (_("Sẽ thêm"), _("Sẽ sửa"), _("Sẽ xóa"))
        if dry_run
        else (_("Đã thêm"), _("Đã sửa"), _("Đã xóa"))
    )
    counted = [
        (_("Giá trị trong tệp"), "values"),
        *zip(words, ("imported", "updated", "deleted"), strict=True),
        (_("Đã đúng sẵn"), "unchanged"),
        (_("Bị từ chối"), "fault_count"),
    ]
    return [(word, show_number(outcome[name])) for word, name in counted]


def _history(request: HttpRequest, actor: Actor) -> Table:
    columns = [
        Column("file", _("Tệp")),
        Column("what", _("Việc")),
        Column("at", _("Lúc"), "date"),
        Column("by", _("Người nạp")),
        Column("written", _("Đã ghi"), "number"),
        Column("faults", _("Bị từ chối"), "number"),
        Column("digest", "SHA-256", sortable=False),
    ]
    rows = [_line(one) for one in api.runs(actor)[:500]]
    return make_table(request, columns, rows, caption=_("Các lần nạp tệp"), page_size=20)


def _line(one: api.ImportRun) -> dict[str, Any]:
    counts = one.outcome or {}
    written = sum(counts.get(name, 0) for name in ("imported", "updated", "deleted"))
    return {
        "file": Cell(one.file_name, reverse("interchange:run", args=[one.pk])),
        "what": _("chạy thử") if one.dry_run else _("nạp"),
        "at": one.at,
        "by": one.author_name,
        "written": None if one.outcome is None else (0 if one.dry_run else written),
        "faults": counts.get("fault_count") if one.outcome is not None else None,
        "digest": one.digest[:12],
    }


def _faults(request: HttpRequest, faults: list[dict[str, Any]]) -> Table:
    columns = [
        Column("line", _("Dòng"), "number"),
        Column("cell", _("Ô")),
        Column("column", _("Mục")),
        Column("value", _("Giá trị")),
        Column("message", _("Sai gì, sửa thế nào"), sortable=False),
    ]
    rows = [
        {
            **one,
            "cell": " ".join(filter(None, (one["sheet"], one["cell"]))) or None,
            "column": COLUMN_WORDS.get(one["column"]),
        }
        for one in faults
    ]
    return make_table(request, columns, rows, caption=_("Các mục bị từ chối"), page_size=25)


def _reports(actor: Actor) -> list[tuple[str, str]]:
    return [
        (form.code, form.entry.en if in_english() else form.entry.vi)
        for form in offered_definitions(actor, clock.today())
    ]


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Trao đổi số liệu"), reverse("interchange:exchange"))]
