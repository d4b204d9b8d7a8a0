"""The form on paper and as a sheet: blank to fill in, or with its figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from binhyen.engines.documents.api import render_docx, render_pdf
from binhyen.engines.indicators.api import Origin, write_form_sheet
from binhyen.features.reporting import api
from binhyen.features.reporting.pages.common import actor_of, form_asked, today
from binhyen.foundation.audit.api import installation
from binhyen.foundation.ui.api import named
from binhyen.kernel import clock
from binhyen.kernel.memory import once
from binhyen.kernel.text import fold

DEMO = "DỮ LIỆU MÔ PHỎNG"
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_GET
def paper(
    request: HttpRequest, definition: str, unit_id: int, period: str, kind: Literal["docx", "pdf"]
) -> HttpResponse:
    form = form_asked(request, definition, unit_id, period)
    blank = request.GET.get("blank") == "1"
    document = api.form_document(
        form.layout,
        today(),
        None if blank else _values(form),
        None if blank else api.standing_notes(form.remarks),
        notice="" if blank else _notice(form),
    )
    content = render_docx(document) if kind == "docx" else render_pdf(document)
    return _download(content, form, kind)


@require_GET
def sheet(request: HttpRequest, definition: str, unit_id: int, period: str) -> HttpResponse:
    form = form_asked(request, definition, unit_id, period)
    if request.GET.get("blank") == "1":
        return _download(write_form_sheet(form.layout), form, "xlsx")
    notes = api.standing_notes(form.remarks)
    return _download(write_form_sheet(form.layout, _values(form), notes), form, "xlsx")


@require_GET
def print_form(request: HttpRequest, definition: str, unit_id: int, period: str) -> HttpResponse:
    form = form_asked(request, definition, unit_id, period)
    shown = {
        "form": form,
        "layout": form.layout,
        "title": named(form.layout.title),
        "sections": [
            {
                "number": section.number,
                "title": named(section.title),
                "rows": [
                    (line.number if one.cell.option is None else "", named(one.cell.label), one)
                    for line in section.lines
                    for one in form.rows(line)
                ],
            }
            for section in form.layout.sections
        ],
        "actor": actor_of(request).name,
        "made_at": clock.now(),
        "notice": _notice(form),
    }
    return render(request, "reporting/print.html", shown)


def _values(form: api.EntryForm) -> dict[str, Decimal]:
    return {ref: one.value for ref, one in form.cells.items() if one.value is not None}


def _notice(form: api.EntryForm) -> str:
    made_up = form.state is not None and form.state.origin is Origin.SYNTHETIC
    return DEMO if made_up or once("reporting.installation", installation).demo_world else ""


def _download(content: bytes, form: api.EntryForm, kind: str) -> HttpResponse:
    said = f"{form.layout.title.vi} {form.layout.unit.name} {form.layout.period.code}"
    name = slugify(fold(said))[:120] or "bieu-mau"
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
