"""What leaves the screen: the printed sheet, a copy that opens without a network, docx, pdf, calendar, instance."""

from __future__ import annotations

import json
from typing import Any, Literal

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binhyen.engines.documents.api import render_docx, render_pdf
from binhyen.features.rosters import api
from binhyen.features.rosters.pages.common import actor_of, today
from binhyen.features.rosters.presenting import calendar_file, sheet
from binhyen.features.rosters.text.document import roster_document
from binhyen.foundation.access.api import require
from binhyen.kernel import clock
from binhyen.kernel.errors import NotFound
from binhyen.kernel.text import fold

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_GET
def print_sheet(request: HttpRequest, roster_id: int) -> HttpResponse:
    return render(request, "rosters/print.html", _shown(request, roster_id))


@require_GET
def offline(request: HttpRequest, roster_id: int) -> HttpResponse:
    """One file with everything in it, saved while there is a network and opened when there is none."""
    shown = _shown(request, roster_id)
    found = finders.find("rosters/sheet.css")
    if not isinstance(found, str):
        raise NotFound(_("Thiếu tệp kiểu chữ của bản in."))
    with open(found, encoding="utf-8") as file:  # noqa: PTH123 - the finder answers with a plain path
        shown["style"] = file.read()
    text = render_to_string("rosters/offline.html", shown, request)
    return _download(text.encode(), "text/html; charset=utf-8", shown["roster"], "html")


@require_GET
def document(request: HttpRequest, roster_id: int, kind: Literal["docx", "pdf"]) -> HttpResponse:
    roster = api.roster_of(actor_of(request), roster_id)
    described = roster_document(roster, sheet(roster, api.duties_of(roster), {}), today())
    content = render_docx(described) if kind == "docx" else render_pdf(described)
    return _download(content, MEDIA_TYPES[kind], roster, kind)


@require_GET
def instance(request: HttpRequest, roster_id: int) -> HttpResponse:
    """The problem as a file; couples and reliefs are in it, so only for whoever manages rosters."""
    actor = actor_of(request)
    roster = api.roster_of(actor, roster_id)
    require(actor, "rosters.manage", roster.police_unit.unit_id)
    content = json.dumps(roster.instance, ensure_ascii=False, indent=1) + "\n"
    return _download(content.encode(), "application/json; charset=utf-8", roster, "json")


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    officer = api.own_officer(actor_of(request))
    duties = api.duties_of_officer(officer.pk, today()) if officer else []
    text = calendar_file(duties, f"{clock.now():%Y%m%dT%H%M%SZ}")
    response = HttpResponse(text.encode(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="truc.ics"'
    return response


def _shown(request: HttpRequest, roster_id: int) -> dict[str, Any]:
    roster = api.roster_of(actor_of(request), roster_id)
    duties = api.duties_of(roster)
    verdict = api.check(api.problem_now(roster), api.plan_of(duties))
    return {
        "roster": roster,
        "state": api.state_of(roster),
        "sheet": sheet(roster, duties, {}),
        "proofs": [one.words for one in verdict.evenness if one.loads],
        "made_at": clock.now(),
    }


def _download(content: bytes, media_type: str, roster: api.Roster, ending: str) -> HttpResponse:
    name = slugify(fold(f"lich truc {roster.unit_name} {roster.first_day:%Y-%m}")) or "lich-truc"
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
