"""Searching: one box, answers by kind, everything a plain link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from binhyen.features.overview.api import TermHit, search
from binhyen.features.overview.pages import asking
from binhyen.features.overview.pages.links import unit_url
from binhyen.foundation.ui.api import named, page

LONGEST = 80
PAGES = {"indicator": "overview:indicator", "element": "overview:element", "norm": "overview:norm"}
KINDS = {"indicator": _("chỉ số"), "element": _("chỉ tiêu"), "norm": _("định mức")}


def show_search(request: HttpRequest) -> HttpResponse:
    """What the reader may open under a name or code, typed with marks or without."""
    text, on = request.GET.get("q", "").strip()[:LONGEST], asking.day_of(request)
    found = search(asking.actor_of(request), text, on)
    asked = urlencode({"on": on.isoformat()})
    context = {
        "q": text,
        "on": on,
        "found": found,
        "units": [(hit, unit_url(hit.unit, on)) for hit in found.units],
        "people": [
            (hit, f"{reverse('people:detail', args=[hit.officer_id])}?{asked}")
            for hit in found.people
        ],
        "terms": [(hit, named(hit), KINDS[hit.kind], _term_url(hit)) for hit in found.terms],
    }
    return page(
        request,
        "overview/search.html",
        context,
        title=_("Tìm kiếm"),
        crumbs=[(_("Tổng quan"), "/")],
    )


def _term_url(hit: TermHit) -> str:
    return reverse(PAGES[hit.kind], args=[hit.code])
