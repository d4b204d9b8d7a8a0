"""Slides of a conference: preparing them, and opening a figure down to one's own commune."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.engines.indicators.api import catalogue
from binhyen.engines.units.api import find
from binhyen.features.conference import api
from binhyen.features.conference.pages.minuting import number_in
from binhyen.features.conference.pages.preparing import Act, asked, conference_page, do
from binhyen.features.conference.pages.sitting_people import here
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import named
from binhyen.kernel import clock


@require_http_methods(["GET", "POST"])
def slides(request: HttpRequest, conference_id: int) -> HttpResponse:
    """The slides in order, and a form for one more: a text, a figure as of now, or a figure kept as it is."""
    actor, conference = asked(request, conference_id)
    status = 200
    if request.method == "POST":
        status = do(request, _acts(request, actor, conference))
        if status == 302:
            return redirect("conference:slides", conference.pk)
    known = catalogue()
    measures = [(code, named(one)) for code, one in known.indicators.items()]
    measures += [(code, named(one.entry)) for code, one in known.elements.items()]
    context = {
        "slides": api.slides_of(conference),
        "items": conference.items.all(),
        "measures": sorted(measures, key=lambda one: str(one[1])),
        "given": request.POST if status != 200 else {},
    }
    return conference_page(
        request, conference, "conference:slides", _("Trang chiếu"), context, status
    )


@login_not_required
@never_cache
@require_safe
def drill(request: HttpRequest, conference_id: int, slide_id: int) -> HttpResponse:
    """A slide's figure below a unit: a point opens its own, the desk any."""
    found = here(request, conference_id)
    asked_for = request.GET.get("unit", "")
    unit_id = number_in(asked_for) if asked_for else None
    table, question = api.drilled(found.conference, slide_id, found.acting, unit_id)
    address = reverse("conference:slide", args=[conference_id, slide_id])
    deeper = question.by not in {"commune", "unit"}
    context = {
        "conference": found.conference,
        "table": table,
        "deeper": address if deeper else "",
        "title": found.conference.title,
        "screen": "drill",
    }
    return TemplateResponse(request, "conference/sitting/drill.html", context)


def _acts(request: HttpRequest, actor: Actor, conference: api.Conference) -> dict[str, Act]:
    form = request.POST

    def add() -> object:
        return api.add_slide(actor, conference_id=conference.pk, slide=_new(form))

    def remove() -> object:
        slide_id = number_in(form.get("slide", ""))
        return api.remove_slide(actor, conference_id=conference.pk, slide_id=slide_id)

    return {"add": add, "remove": remove}


def _new(form: Any) -> api.NewSlide:
    item = form.get("item", "")
    question = None
    if form.get("measure"):
        unit = find(form.get("unit", "").strip(), clock.today())
        question = api.Question(
            form["measure"], unit.id, form.get("by", ""), form.get("period", "").strip()
        )
    return api.NewSlide(
        form.get("title", ""),
        form.get("body", ""),
        number_in(item) if item else None,
        question,
        bool(form.get("freeze")),
    )
