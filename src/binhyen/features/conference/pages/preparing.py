"""Conferences in preparation: the list, one in one look, its agenda, points, papers and invitations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.engines.units.api import find
from binhyen.features.conference import api
from binhyen.features.conference.pages.minuting import attachment, number_in
from binhyen.features.conference.types import ItemKind, Stage
from binhyen.foundation.access.api import Actor, allows, allows_somewhere
from binhyen.foundation.ui.api import Cell, Column, make_table, page, show_day, told
from binhyen.kernel.errors import N_, DomainError, Invalid

PAGE = 30
MATTER_MINUTES = 15
Act = Callable[[], object]


def conference_page(
    request: HttpRequest,
    conference: api.Conference,
    name: str,
    title: str | Promise,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of one conference under its tabs."""
    named = (
        ("conference:overview", _("Tổng quan")),
        ("conference:agenda", _("Chương trình")),
        ("conference:points", _("Điểm cầu")),
        ("conference:papers", _("Tài liệu")),
        ("conference:invitations", _("Giấy mời")),
        ("conference:slides", _("Trang chiếu")),
        ("conference:sitting", _("Phiên họp")),
        ("conference:minutes", _("Biên bản")),
    )
    tabs = [
        {"label": label, "url": reverse(to, args=[conference.pk]), "current": to == name}
        for to, label in named
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
        crumbs=[(_("Hội nghị"), reverse("conference:list"))],
        status=status,
    )


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
        "phases": found.phases,
    }
    return conference_page(request, conference, "conference:overview", _("Tổng quan"), context)


@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest, conference_id: int) -> HttpResponse:
    """The agenda against the clock; a POST changes it on the version that was shown."""
    actor, conference = asked(request, conference_id)
    status = 200
    if request.method == "POST":
        status = do(request, _agenda_acts(request, actor, conference))
        if status == 302:
            return redirect("conference:agenda", conference.pk)
    kinds = dict(api.ITEMS)
    found = api.agenda_of(conference)
    lines = [(one, kinds[ItemKind(one.item.kind)]) for one in found.lines]
    context = {
        "agenda": found,
        "lines": lines,
        "kinds": api.ITEMS,
        "matters": api.matters_for(actor, conference),
    }
    return conference_page(
        request, conference, "conference:agenda", _("Chương trình"), context, status
    )


def _agenda_acts(request: HttpRequest, actor: Actor, conference: api.Conference) -> dict[str, Act]:
    form = request.POST

    def number(name: str) -> int:
        return number_in(form.get(name, ""))

    def add() -> object:
        kind = form.get("kind", "")
        if kind not in set(ItemKind):
            raise Invalid(N_("Không có loại mục “{kind}”."), kind=kind[:20])
        item = api.NewItem(ItemKind(kind), form.get("title", ""), number("minutes"))
        return api.add_item(
            actor, conference_id=conference.pk, item=item, version=number("version")
        )

    def move(by: int) -> object:
        order = [one.item.pk for one in api.agenda_of(conference).lines]
        item = number("item")
        if item not in order:
            raise Invalid(N_("Trang đã cũ: hãy tải lại rồi làm lại."))
        wanted = api.moved(order, item, order.index(item) + 1 + by)
        named: dict[str, Any] = {"conference_id": conference.pk, "version": number("version")}
        return api.order_items(actor, **named, item_ids=wanted)

    def remove() -> object:
        named: dict[str, Any] = {"conference_id": conference.pk, "version": number("version")}
        return api.remove_item(actor, **named, item_id=number("item"))

    def take_up() -> object:
        wanted = number("matter")
        found = next((one for one in api.matters_for(actor, conference) if one.pk == wanted), None)
        if found is None:
            raise Invalid(N_("Trang đã cũ: hãy tải lại rồi làm lại."))
        item = api.NewItem(ItemKind.DISCUSSION, found.title, MATTER_MINUTES, matter_id=found.pk)
        return api.add_item(
            actor, conference_id=conference.pk, item=item, version=number("version")
        )

    return {
        "add": add,
        "up": lambda: move(-1),
        "down": lambda: move(1),
        "remove": remove,
        "matter": take_up,
    }


@require_http_methods(["GET", "POST"])
def points(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Points in one look with their tests; a POST adds units."""
    actor, conference = asked(request, conference_id)
    status = 200
    if request.method == "POST":
        status = do(request, _point_acts(request, actor, conference))
        if status == 302:
            return redirect("conference:points", conference.pk)
    columns = [
        Column("name", _("Điểm cầu")),
        Column("chair", _("Chủ trì")),
        Column("technician", _("Kỹ thuật")),
        Column("test", _("Kết quả thử")),
        Column("ready", _("Sẵn sàng")),
    ]
    faults = {one.code: one.vi for one in api.conference_defaults().faults}
    rows = [_point_row(conference, one, faults) for one in api.point_states(conference)]
    table = make_table(request, columns, rows, caption=_("Điểm cầu"), page_size=PAGE)
    return conference_page(
        request, conference, "conference:points", _("Điểm cầu"), {"table": table}, status
    )


def _point_row(
    conference: api.Conference, one: api.PointState, faults: dict[str, str]
) -> dict[str, Any]:
    address = reverse("conference:point", args=[conference.pk, one.point.pk])
    tested = _("tốt") if one.good else faults.get(one.tested.fault, "") if one.tested else None
    return {
        "name": Cell(one.point.name, address),
        "chair": str(one.chair) if one.chair else None,
        "technician": str(one.technician) if one.technician else None,
        "test": tested,
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


@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, conference_id: int) -> HttpResponse:
    """The papers the reader may see, with receipts for the desk; a POST hands one in."""
    actor, conference = asked(request, conference_id)
    status = 200
    if request.method == "POST":
        status = do(request, {"add": lambda: _add_paper(request, actor, conference)})
        if status == 302:
            return redirect("conference:papers", conference.pk)
    receipts = api.receipts_of(conference) if api.at_desk(actor, conference) else {}
    rows = [(one, receipts.get(one.pk)) for one in api.papers_of(actor, conference)]
    context = {"papers": rows, "points": api.points_of(conference.pk)}
    return conference_page(request, conference, "conference:papers", _("Tài liệu"), context, status)


def _add_paper(request: HttpRequest, actor: Actor, conference: api.Conference) -> object:
    file = request.FILES.get("file")
    most = api.conference_defaults().paper_megabytes
    if file is None or not file.size or file.size > most * 1_000_000:
        raise Invalid(N_("Hãy chọn một tệp không trống, tối đa {most} MB."), most=most)
    point = request.POST.get("point", "")
    paper = api.NewPaper(
        request.POST.get("title", ""),
        file.name or "",
        file.read(),
        point_id=number_in(point) if point else None,
    )
    return api.add_paper(actor, conference_id=conference.pk, paper=paper)


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


@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Who was invited and what they answered; a POST sends to everybody left."""
    actor, conference = asked(request, conference_id)
    reason = request.POST.get("reason", "")
    status = 200
    if request.method == "POST":
        named: dict[str, Any] = {"conference_id": conference.pk, "reason": reason}
        acts: dict[str, Act] = {
            "send": lambda: api.invite(actor, **named),
            "withdraw": lambda: api.withdraw_invitations(actor, **named),
        }
        status = do(request, acts)
        if status == 302:
            return redirect("conference:invitations", conference.pk)
    context = {
        "states": api.point_states(conference),
        "last": api.invite_until(conference),
        "reason": reason,
    }
    return conference_page(
        request, conference, "conference:invitations", _("Giấy mời"), context, status
    )


@require_GET
def invitation(
    request: HttpRequest, conference_id: int, invitation_id: int, kind: str
) -> HttpResponse:
    """An invitation as issued, .docx or .pdf."""
    actor, conference = asked(request, conference_id)
    wanted: Literal["docx", "pdf"] = "docx" if kind == "docx" else "pdf"
    _sent, content = api.invitation_file(actor, conference, invitation_id, wanted)
    return attachment(content, f"giay-moi-{conference.code}", kind)
