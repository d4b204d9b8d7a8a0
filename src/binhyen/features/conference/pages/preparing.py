"""Conferences in preparation: the list, one in one look, its agenda and points; what their pages share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.engines.units.api import find
from binhyen.features.conference import api
from binhyen.features.conference.pages.forms import ChangedHeadForm, ItemForm
from binhyen.features.conference.pages.minuting import number_in
from binhyen.features.conference.types import ItemKind, Stage
from binhyen.foundation.access.api import Actor, allows, allows_somewhere
from binhyen.foundation.ui.api import Cell, Column, make_table, named, page, show_day, told
from binhyen.kernel.errors import N_, DomainError, Invalid
from binhyen.kernel.text import fold

PAGE = 30
MATTER_MINUTES = 15
Act = Callable[[], object]
F = TypeVar("F", bound=forms.Form)


def conference_page(
    request: HttpRequest,
    conference: api.Conference,
    name: str,
    title: str | Promise,
    context: dict[str, Any],
    status: int = 200,
    under: str = "",
) -> HttpResponse:
    """A page of one conference under its tabs; a page below a tab names that tab as `under`."""
    parts = (
        ("conference:overview", _("Tổng quan")),
        ("conference:agenda", _("Chương trình")),
        ("conference:points", _("Điểm cầu")),
        ("conference:papers", _("Tài liệu")),
        ("conference:invitations", _("Giấy mời")),
        ("conference:rehearsal", _("Thử điểm cầu")),
        ("conference:slides", _("Trang chiếu")),
        ("conference:sitting", _("Phiên họp")),
        ("conference:minutes", _("Biên bản")),
    )
    tabs = [
        {"label": label, "url": reverse(to, args=[conference.pk]), "current": to == (under or name)}
        for to, label in parts
    ]
    actor: Actor = request.actor  # type: ignore[attr-defined]
    shared = {
        "conference": conference,
        "tabs": tabs,
        "may_prepare": allows(actor, "conference.prepare", conference.unit_id),
    }
    return page(
        request,
        f"conference/preparing/{name.partition(':')[2]}.html",
        shared | context,
        title=title,
        over=conference.title,
        crumbs=_crumbs(conference, tabs if under else ()),
        status=status,
    )


def _crumbs(
    conference: api.Conference, tabs: Sequence[dict[str, Any]]
) -> list[tuple[str | Promise, str]]:
    found: list[tuple[str | Promise, str]] = [(_("Hội nghị"), reverse("conference:list"))]
    found += [(one["label"], one["url"]) for one in tabs if one["current"]]
    return found


def asked(request: HttpRequest, conference_id: int) -> tuple[Actor, api.Conference]:
    """Who asks, and the conference.

    Raises:
        NotFound: no such conference, or not for this reader.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor, api.conference_of(actor, conference_id)


def do(request: HttpRequest, acts: dict[str, Act]) -> int:
    """Do the act a form names: 302 when done, else the refusal's status, told to the reader."""
    try:
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise Invalid(N_("Không rõ phải làm gì: hãy bấm một nút của trang."))
        act()
    except DomainError as refusal:
        messages.error(request, told(refusal))
        return refusal.status
    messages.success(request, _("Đã ghi."))
    return 302


def form_for(request: HttpRequest, act: str, make: Callable[..., F], **initial: Any) -> F:
    """A form of a page that has several: it holds what was sent where the act sent is its own."""
    given: dict[str, Any] = {"auto_id": f"{act}-%s", "initial": initial}
    if request.method == "POST" and request.POST.get("act") == act:
        return make(request.POST, request.FILES, **given)
    return make(**given)


def valid(form: forms.Form) -> dict[str, Any]:
    """What a valid form says.

    Raises:
        Invalid: a field is wrong; the form shows which.
    """
    if not form.is_valid():
        raise Invalid(N_("Chưa ghi được: hãy sửa các ô có báo lỗi."))
    return form.cleaned_data


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every conference the reader may see, found without accents."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    text, stages = request.GET.get("q", "")[:80], dict(api.STAGES)
    columns = [
        Column("title", _("Hội nghị")),
        Column("day", _("Ngày họp"), "date"),
        Column("place", _("Địa điểm")),
        Column("points", _("Điểm cầu"), "number", 0),
        Column("stage", _("Giai đoạn")),
    ]
    rows = [
        {
            "title": Cell(one.title, reverse("conference:overview", args=[one.pk])),
            "day": api.held_on(one),
            "place": one.place,
            "points": one.point_count,  # type: ignore[attr-defined]
            "stage": stages[Stage(one.stage)],
        }
        for one in api.conferences(actor, text)
    ]
    table = make_table(request, columns, rows, caption=_("Hội nghị"), page_size=PAGE)
    may_begin = allows_somewhere(actor, "conference.prepare")
    context = {"table": table, "query": text, "may_begin": may_begin}
    return page(request, "conference/preparing/list.html", context, title=_("Hội nghị"))


@require_GET
def overview(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Stage, readiness, what is missing, steps with their last days."""
    _actor, conference = asked(request, conference_id)
    found = api.overview_of(conference)
    facts = [
        (_("Giai đoạn"), dict(api.STAGES)[Stage(conference.stage)]),
        (_("Ngày họp"), show_day(api.held_on(conference))),
        (_("Địa điểm"), conference.place),
        (_("Điểm cầu sẵn sàng"), f"{found.ready.ready}/{found.ready.points}"),
        (_("Đã mời"), f"{found.ready.invited}/{found.ready.points - found.ready.main}"),
        (_("Thử tốt"), f"{found.ready.good}/{found.ready.points}"),
    ]
    context = {
        "facts": facts,
        "missing": [told(one) for one in found.missing],
        "phases": [(named(one.phase), one.due_on) for one in found.phases],
        "may_change": conference.stage in (Stage.DRAFT, Stage.INVITED),
    }
    return conference_page(request, conference, "conference:overview", _("Tổng quan"), context)


@require_http_methods(["GET", "POST"])
def head(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Title, purpose, times and place; a POST changes them on the version that was shown."""
    actor, conference = asked(request, conference_id)
    names = ("title", "purpose", "starts_at", "ends_at", "place", "version")
    present = {name: getattr(conference, name) for name in names}
    form = form_for(request, "save", ChangedHeadForm, **present)
    status = 200
    if request.method == "POST":

        def save() -> object:
            return api.change_conference(actor, conference_id=conference.pk, **valid(form))

        status = do(request, {"save": save})
        if status == 302:
            return redirect("conference:overview", conference.pk)
    return form_page(request, conference, form, _("Sửa thông tin hội nghị"), "overview", status)


def form_page(
    request: HttpRequest,
    conference: api.Conference,
    form: forms.Form,
    title: str,
    under: str,
    status: int,
    back: str = "",
) -> HttpResponse:
    """A page that is one form; `under` is the tab it belongs to, `back` where giving up leads (else that tab)."""
    back = back or reverse(f"conference:{under}", args=[conference.pk])
    context = {"form": form, "back": back}
    named_tab = {"under": f"conference:{under}"}
    return conference_page(
        request, conference, "conference:edit", title, context, status, **named_tab
    )


@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest, conference_id: int) -> HttpResponse:
    """The agenda against the clock; a POST changes it on the version that was shown."""
    actor, conference = asked(request, conference_id)
    form = form_for(request, "add", partial(ItemForm, conference), version=conference.version)
    status = 200
    if request.method == "POST":
        status = do(request, _agenda_acts(request, actor, conference, form))
        if status == 302:
            return redirect("conference:agenda", conference.pk)
    kinds = dict(api.ITEMS)
    found = api.agenda_of(conference)
    context = {
        "agenda": found,
        "lines": [(one, kinds[ItemKind(one.item.kind)]) for one in found.lines],
        "form": form,
        "matters": api.matters_for(actor, conference),
    }
    return conference_page(
        request, conference, "conference:agenda", _("Chương trình"), context, status
    )


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, conference_id: int, item_id: int) -> HttpResponse:
    """One item; a POST changes it on the version that was shown."""
    actor, conference = asked(request, conference_id)
    found = api.agenda_item(conference, item_id)
    present = {name: getattr(found, name) for name in ("kind", "title", "minutes")}
    present |= {"speaker": found.speaker_id, "version": conference.version}
    form = form_for(request, "save", partial(ItemForm, conference), **present)
    status = 200
    if request.method == "POST":

        def save() -> object:
            version = valid(form)["version"]
            where = {"conference_id": conference.pk, "item_id": found.pk, "version": version}
            return api.change_item(actor, **where, item=form.item())

        status = do(request, {"save": save})
        if status == 302:
            return redirect("conference:agenda", conference.pk)
    return form_page(request, conference, form, _("Sửa mục chương trình"), "agenda", status)


def _agenda_acts(
    request: HttpRequest, actor: Actor, conference: api.Conference, form: ItemForm
) -> dict[str, Act]:
    sent = request.POST

    def number(name: str) -> int:
        return number_in(sent.get(name, ""))

    def where() -> dict[str, Any]:
        return {"conference_id": conference.pk, "version": number("version")}

    def add() -> object:
        version = valid(form)["version"]
        return api.add_item(actor, conference_id=conference.pk, item=form.item(), version=version)

    def move(by: int) -> object:
        order = [one.item.pk for one in api.agenda_of(conference).lines]
        item_id = number("item")
        if item_id not in order:
            raise Invalid(N_("Trang đã cũ: hãy tải lại rồi làm lại."))
        wanted = api.moved(order, item_id, order.index(item_id) + 1 + by)
        return api.order_items(actor, **where(), item_ids=wanted)

    def take_up() -> object:
        wanted = number("matter")
        found = next((one for one in api.matters_for(actor, conference) if one.pk == wanted), None)
        if found is None:
            raise Invalid(N_("Trang đã cũ: hãy tải lại rồi làm lại."))
        new = api.NewItem(ItemKind.DISCUSSION, found.title, MATTER_MINUTES, matter_id=found.pk)
        return api.add_item(actor, **where(), item=new)

    return {
        "add": add,
        "up": lambda: move(-1),
        "down": lambda: move(1),
        "remove": lambda: api.remove_item(actor, **where(), item_id=number("item")),
        "matter": take_up,
    }


@require_http_methods(["GET", "POST"])
def points(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Points in one look, found without accents; a POST adds units."""
    actor, conference = asked(request, conference_id)
    status = 200
    if request.method == "POST":
        status = do(request, _point_acts(request, actor, conference))
        if status == 302:
            return redirect("conference:points", conference.pk)
    columns = [
        Column("name", _("Điểm cầu")),
        Column("hall", _("Phòng họp")),
        Column("chair", _("Chủ trì")),
        Column("technician", _("Kỹ thuật")),
        Column("people", _("Đại biểu"), "number", 0),
        Column("ready", _("Sẵn sàng")),
    ]
    text = request.GET.get("q", "")[:80]
    rows = [_point_row(conference, one) for one in searched(api.point_states(conference), text)]
    context = {
        "table": make_table(request, columns, rows, caption=_("Điểm cầu"), page_size=PAGE),
        "query": text,
    }
    return conference_page(request, conference, "conference:points", _("Điểm cầu"), context, status)


def searched(states: Sequence[api.PointState], text: str) -> list[api.PointState]:
    """The points whose name, hall or people hold every word of a text, without accents."""
    words = fold(text).split()
    if not words:
        return list(states)
    return [one for one in states if all(word in _point_words(one) for word in words)]


def _point_words(one: api.PointState) -> str:
    people = " ".join(str(delegate) for delegate in one.delegates)
    return fold(f"{one.point.name} {one.point.hall} {people}")


def _point_row(conference: api.Conference, one: api.PointState) -> dict[str, Any]:
    address = reverse("conference:point", args=[conference.pk, one.point.pk])
    return {
        "name": Cell(one.point.name, address),
        "hall": one.point.hall or None,
        "chair": str(one.chair) if one.chair else None,
        "technician": str(one.technician) if one.technician else None,
        "people": len(one.delegates),
        "ready": _("có") if one.ready else _("chưa"),
    }


def _point_acts(request: HttpRequest, actor: Actor, conference: api.Conference) -> dict[str, Act]:
    def unit() -> int:
        return find(request.POST.get("unit", "").strip()[:20], api.held_on(conference)).id

    def main() -> object:
        new = [api.NewPoint(unit(), api.PointKind.MAIN)]
        return api.add_points(actor, conference_id=conference.pk, points=new)

    def one() -> object:
        new = [api.NewPoint(unit())]
        return api.add_points(actor, conference_id=conference.pk, points=new)

    def below() -> object:
        return api.add_points_below(actor, conference_id=conference.pk, parent_id=unit())

    return {"main": main, "one": one, "below": below}
