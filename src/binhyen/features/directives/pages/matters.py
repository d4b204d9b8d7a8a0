"""Matters: what the figures propose, what is followed, and one matter's way to the same figure next time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import Chain, LinkKind, NewMatter, Outcome, Reading
from binhyen.engines.units.api import Structure, structure
from binhyen.features.directives.pages.common import STATES, day_of, number_of, viewer
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.ui.api import Cell, Column, make_table, page, show_day, show_number, told
from binhyen.kernel import clock
from binhyen.kernel.errors import DomainError

PAGE = 30
STATIONS: dict[str, Promise] = {
    LinkKind.AGENDA: gettext_lazy("Vào chương trình hội nghị"),
    LinkKind.CONCLUSION: gettext_lazy("Kết luận của chủ trì"),
    LinkKind.DIRECTIVE: gettext_lazy("Giao việc"),
    LinkKind.EVIDENCE: gettext_lazy("Minh chứng"),
    LinkKind.MEASURED: gettext_lazy("Đo lại"),
    LinkKind.CLOSED: gettext_lazy("Khép lại"),
}
OUTCOMES: dict[Outcome, tuple[Promise, str]] = {
    Outcome.SOLVED: (gettext_lazy("Đã giải quyết: không còn đơn vị nào chưa đạt."), "met"),
    Outcome.BETTER: (gettext_lazy("Có kết quả: số đã tốt lên."), "met"),
    Outcome.SAME: (gettext_lazy("Chưa có kết quả: số chưa đổi."), "over"),
    Outcome.WORSE: (gettext_lazy("Xấu đi."), "short"),
    Outcome.UNKNOWN: (gettext_lazy("Chưa đo lại được."), "unknown"),
}


@require_http_methods(["GET", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """What the figures propose under a unit, each raised by one press, and every matter with where it stands."""
    actor, on = viewer(request), day_of(request)
    tree = structure(on)
    under_id = number_of(request, "under") or _home(actor, tree)
    status = 200
    if request.method == "POST":
        try:
            made = api.raise_matter(actor, matter=_new(request, under_id))
        except DomainError as refusal:
            messages.error(request, told(refusal))
            status = refusal.status
        else:
            messages.success(request, _("Đã nêu vấn đề."))
            return redirect("directives:matter", made.pk)
    text = request.GET.get("q", "")[:80]
    shown = {
        "unit": tree.get(under_id),
        "proposals": _proposals(actor, under_id, tree, request),
        "table": _table(request, api.matters(actor, under_id, on, text=text), tree),
        "query": text,
        "may_raise": allows(actor, "directives.register", under_id),
        "given": request.POST if status != 200 else {},
    }
    return page(
        request,
        "directives/matters.html",
        shown,
        title=_("Vấn đề cần xử lý"),
        over=tree.get(under_id).full_name,
        subtitle=_("Từ phát hiện đến kết luận, giao việc, minh chứng và đúng số đó ở kỳ sau."),
        status=status,
    )


@require_http_methods(["GET", "POST"])
def matter(request: HttpRequest, matter_id: int) -> HttpResponse:
    """One matter's whole way; a POST closes it."""
    actor, on = viewer(request), day_of(request)
    found = api.matter_of(actor, matter_id)
    if request.method == "POST":
        try:
            api.link_matter(
                actor,
                matter_id=matter_id,
                kind=LinkKind.CLOSED,
                ref="closed",
                title=_("Khép lại vấn đề"),
                facts={"detail": request.POST.get("reason", "")[:300]},
            )
        except DomainError as refusal:
            messages.error(request, told(refusal))
        return redirect("directives:matter", matter_id)
    seen = api.chain(actor, matter_id, on)
    word, tone = OUTCOMES[seen.outcome]
    shown = {
        "matter": found,
        "chain": seen,
        "stations": _stations(found, seen, on),
        "then": reading_text(seen.then),
        "now": reading_text(seen.now),
        "outcome": word,
        "tone": tone,
        "tasks": [(STATES[state], count) for state, count in sorted(seen.tasks.items())],
        "may_close": not seen.closed and allows(actor, "directives.register", found.unit_id),
    }
    return page(
        request,
        "directives/matter.html",
        shown,
        title=found.title,
        over=_("Vấn đề cần xử lý"),
        subtitle=_("Phát hiện ngày %(day)s") % {"day": show_day(found.found_on)},
        crumbs=[(_("Vấn đề cần xử lý"), f"{reverse('directives:matters')}?under={found.unit_id}")],
    )


def reading_text(reading: Reading) -> str:
    """A figure in words: units short of units judged, or a value with its period."""
    if reading.value is None:
        return _("chưa đọc được")
    if reading.of is not None:
        return _("%(count)s trên %(of)s đơn vị chưa đạt") % {
            "count": show_number(reading.value, 0),
            "of": show_number(reading.of, 0),
        }
    return _("%(value)s (kỳ %(period)s)") % {
        "value": show_number(reading.value, 2),
        "period": reading.said,
    }


def _stations(found: api.Matter, seen: Chain, on: Any) -> list[dict[str, Any]]:
    """The way in order, from the finding to the figure of the day asked."""
    first = {
        "on": found.found_on,
        "title": f"{found.get_source_display()}: {found.title}",
        "text": reading_text(seen.then),
    }
    between = [
        {
            "on": one.on,
            "title": f"{STATIONS[one.kind]}: {one.title}",
            "text": one.detail,
            "url": one.url,
        }
        for one in seen.stations
    ]
    rest = []
    if seen.reports:
        said = _("%(reports)s báo cáo kết quả, %(files)s tệp minh chứng") % {
            "reports": seen.reports,
            "files": seen.evidence,
        }
        rest.append({"on": on, "title": _("Minh chứng"), "text": said})
    last = {
        "on": on,
        "title": _("Cùng số đó, đo lại"),
        "text": f"{reading_text(seen.now)}. {OUTCOMES[seen.outcome][0]}",
    }
    return [first, *between, *rest, last]


def _proposals(
    actor: Actor, under_id: int, tree: Structure, request: HttpRequest
) -> list[dict[str, Any]]:
    try:
        found = api.proposals(actor, under_id, clock.today())
    except DomainError as refusal:
        messages.info(request, told(refusal))
        return []
    return [
        {
            "matter": one.matter,
            "unit": tree.get(one.matter.unit_id).full_name if one.matter.unit_id in tree else "",
            "text": one.detail or reading_text(Reading(Decimal(one.units), one.bound, "")),
        }
        for one in found
    ]


def _table(request: HttpRequest, found: list[api.Matter], tree: Structure) -> Any:
    columns = [
        Column("title", _("Vấn đề")),
        Column("unit", _("Đơn vị")),
        Column("found_on", _("Phát hiện"), "date"),
        Column("orders", _("Việc giao"), "number", 0),
        Column("state", _("Trạng thái")),
    ]
    rows = [
        {
            "title": Cell(one.title, reverse("directives:matter", args=[one.pk])),
            "unit": tree.get(one.unit_id).full_name if one.unit_id in tree else "",
            "found_on": one.found_on,
            "orders": one.order_count,  # type: ignore[attr-defined]
            "state": _("Đã khép lại") if one.closed else _("Đang theo"),  # type: ignore[attr-defined]
        }
        for one in found
    ]
    return make_table(request, columns, rows, caption=_("Vấn đề đang theo"), page_size=PAGE)


def _new(request: HttpRequest, under_id: int) -> NewMatter:
    form = request.POST
    unit = form.get("unit", "")
    return NewMatter(
        int(unit) if unit.isdecimal() and len(unit) < 12 else under_id,
        form.get("title", ""),
        form.get("norm", "")[:80],
        form.get("measure", "")[:80],
        form.get("period", "")[:40],
    )


def _home(actor: Actor, tree: Structure) -> int:
    """The reader's own unit: the highest they may see."""
    scopes = actor.scopes("directives.view")
    if actor.unlimited or None in scopes:
        return tree.root.id
    known = [one for one in scopes if one is not None and one in tree]
    return min(known, key=lambda one: tree.get(one).level, default=tree.root.id)
