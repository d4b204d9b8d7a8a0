"""Papers of a conference: handing in, further versions, who has read which, the files themselves."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.features.conference import api
from binhyen.features.conference.pages.forms import PaperForm, VersionForm
from binhyen.features.conference.pages.minuting import attachment
from binhyen.features.conference.pages.preparing import (
    PAGE,
    asked,
    conference_page,
    do,
    form_for,
    valid,
)
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import Cell, Column, make_table
from binhyen.kernel import clock


@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, conference_id: int) -> HttpResponse:
    """The papers the reader may see, with receipts for the desk; a POST hands one in."""
    actor, conference = asked(request, conference_id)
    form = form_for(request, "add", partial(PaperForm, conference))
    status = 200
    if request.method == "POST":
        status = do(request, {"add": lambda: _add(actor, conference, form)})
        if status == 302:
            return redirect("conference:papers", conference.pk)
    receipts = api.receipts_of(conference) if api.at_desk(actor, conference) else {}
    context = {
        "papers": [(one, receipts.get(one.pk)) for one in api.papers_of(actor, conference)],
        "form": form,
    }
    return conference_page(request, conference, "conference:papers", _("Tài liệu"), context, status)


@require_http_methods(["GET", "POST"])
def versions(request: HttpRequest, conference_id: int, paper_id: int) -> HttpResponse:
    """One paper: its versions, and for the desk who has read the newest; a POST hands in another version."""
    actor, conference = asked(request, conference_id)
    found = api.paper_of(actor, conference, paper_id)
    form = form_for(request, "add", VersionForm)
    status = 200
    if request.method == "POST":
        status = do(request, {"add": lambda: _add_version(actor, conference, found.pk, form)})
        if status == 302:
            return redirect("conference:versions", conference.pk, found.pk)
    receipts = None
    if api.at_desk(actor, conference):
        receipts = api.receipts_of(conference).get(found.pk)
    context = {
        "paper": found,
        "form": form,
        "table": _receipt_table(request, receipts) if receipts else None,
    }
    return conference_page(
        request,
        conference,
        "conference:versions",
        found.title,
        context,
        status,
        under="conference:papers",
    )


@require_GET
def paper(request: HttpRequest, conference_id: int, paper_id: int, number: int) -> HttpResponse:
    """A version's file; a delegate leaves the receipt by opening it."""
    actor, conference = asked(request, conference_id)
    if not actor.scopes("conference.view") and not actor.unlimited:
        seat = api.seats_of(actor, conference.pk).first()
        actor = api.delegate_actor(seat) if seat else actor
    named: dict[str, Any] = {"conference_id": conference.pk, "paper_id": paper_id}
    version = api.open_paper(actor, **named, number=number)
    return paper_answer(version)


def paper_answer(version: api.PaperVersion) -> HttpResponse:
    """The file of a version, to be kept under its own name."""
    answer = HttpResponse(api.paper_content(version), content_type=version.media_type)
    name = attachment(b"", version.name.rpartition(".")[0] or "tai-lieu", "pdf")
    ending = version.name.rpartition(".")[2].casefold()
    shown = name["Content-Disposition"].removesuffix('.pdf"') + f'.{ending}"'
    answer["Content-Disposition"] = shown
    return answer


def _add(actor: Actor, conference: api.Conference, form: PaperForm) -> object:
    said = valid(form)
    file = said["file"]
    new = api.NewPaper(
        said["title"], file.name, file.read(), item_id=said["item"], point_id=said["point"]
    )
    return api.add_paper(actor, conference_id=conference.pk, paper=new)


def _add_version(
    actor: Actor, conference: api.Conference, paper_id: int, form: VersionForm
) -> object:
    file = valid(form)["file"]
    new = api.NewPaper("", file.name, file.read(), paper_id=paper_id)
    return api.add_paper(actor, conference_id=conference.pk, paper=new)


def _receipt_table(request: HttpRequest, receipts: api.Receipts) -> Any:
    columns = [
        Column("who", _("Đại biểu")),
        Column("point", _("Điểm cầu")),
        Column("at", _("Đọc lúc")),
    ]
    people = [(one, None) for one in receipts.unread] + list(receipts.read)
    rows = [
        {
            "who": str(one),
            "point": Cell(
                one.point.name,
                reverse("conference:point", args=[one.point.conference_id, one.point_id]),
            ),
            "at": at and f"{at.astimezone(clock.HANOI):%H:%M %d-%m-%Y}",
        }
        for one, at in people
    ]
    return make_table(request, columns, rows, caption=_("Ai đã đọc bản mới nhất"), page_size=PAGE)
