"""Conclusions on screen: written down, made clear, issued as a notice, previewed and given as tasks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.engines.documents.api import issued_content
from binhyen.engines.units.api import Level, find, structure
from binhyen.features.conference import api
from binhyen.features.conference.pages.minuting import asked, attachment, may, number_in, tabs
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import page, told
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Invalid, NotFound

UNITS_SHOWN = 12
FIELDS = ("text", "what", "result", "responsible", "target", "measured_over")


@require_http_methods(["GET", "POST"])
def conclusions(request: HttpRequest, conference_id: int) -> HttpResponse:
    """All conclusions with the notice's clock; a POST adds one or issues the notice."""
    actor, conference = asked(request, conference_id)
    status, typed = 200, None
    if request.method == "POST":
        try:
            return _act(request, actor, conference)
        except DomainError as refusal:
            messages.error(request, told(refusal))
            status, typed = refusal.status, request.POST
    found = list(api.conclusions_of(actor, conference.pk))
    state = api.notice_state(conference)
    given = api.units_given(found)
    previews = [
        (one, given.get(one.conclusion.order_id or 0, len(one.units)))
        for one in api.preview_conclusions(actor, conference.pk, [one.pk for one in found])
    ]
    writes = state.issued is None and may(actor, "conference.run", conference)
    context = {
        "conference": conference,
        "tabs": tabs(conference, "conference:conclusions"),
        "previews": previews,
        "state": state,
        "late_days": -(state.working_days_left or 0),
        "may_write": writes,
        "may_clear": may(actor, "conference.run", conference),
        "may_issue": state.issued is None
        and state.due_on is not None
        and bool(found)
        and may(actor, "conference.conclude", conference),
        "may_give": state.issued is not None
        and any(one.order_id is None for one in found)
        and may(actor, "conference.conclude", conference),
        **(_form(conference, typed, None) if writes else {}),
    }
    return page(
        request,
        "conference/minutes/conclusions.html",
        context,
        title=_("Kết luận hội nghị"),
        over=conference.title,
        subtitle=_("Mỗi kết luận nói rõ việc, kết quả, ai làm, ai chịu trách nhiệm, bao giờ xong."),
        status=status,
    )


@require_http_methods(["GET", "POST"])
def conclusion(request: HttpRequest, conference_id: int, conclusion_id: int) -> HttpResponse:
    """One conclusion to be changed or taken away."""
    actor, conference = asked(request, conference_id)
    row = api.conclusion_of(actor, conclusion_id)
    if row.conference_id != conference.pk:
        raise NotFound(N_("Không có kết luận số {id}."), id=conclusion_id)
    status, typed = 200, None
    if request.method == "POST":
        try:
            _change(request, actor, row)
        except DomainError as refusal:
            messages.error(request, told(refusal))
            status, typed = refusal.status, request.POST
        else:
            return redirect("conference:conclusions", conference.pk)
    return page(
        request,
        "conference/minutes/conclusion.html",
        {
            "conference": conference,
            "row": row,
            "frozen": api.notice_state(conference).issued is not None,
            **_form(conference, typed, row),
        },
        title=_("Sửa kết luận"),
        over=conference.title,
        crumbs=[
            (_("Kết luận và giao việc"), reverse("conference:conclusions", args=[conference.pk]))
        ],
        status=status,
    )


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, conference_id: int) -> HttpResponse:
    """What the chosen conclusions would give and to whom; a POST gives it, once."""
    actor, conference = asked(request, conference_id)
    source = request.POST if request.method == "POST" else request.GET
    chosen = [number_in(one) for one in source.getlist("conclusion")[:200]]
    status = 200
    if request.method == "POST":
        try:
            directive = api.confirm_conclusions(
                actor, conference_id=conference.pk, conclusion_ids=chosen
            )
        except DomainError as refusal:
            messages.error(request, told(refusal))
            status = refusal.status
        else:
            messages.success(
                request, _("Đã giao việc theo %(symbol)s.") % {"symbol": directive.symbol}
            )
            return redirect("conference:outcome", conference.pk)
    previews = api.preview_conclusions(actor, conference.pk, chosen)
    context = {
        "conference": conference,
        "previews": [(one, one.units[:UNITS_SHOWN], len(one.units)) for one in previews],
        "ready": bool(previews)
        and not any(one.problems or one.conclusion.order_id for one in previews),
        "tasks": sum(len(one.units) for one in previews),
    }
    return page(
        request,
        "conference/minutes/confirm.html",
        context,
        title=_("Xem trước rồi giao việc"),
        over=conference.title,
        subtitle=_("Chưa ghi gì. Bấm xác nhận thì vào sổ văn bản và giao mọi việc trong một lần."),
        crumbs=[
            (_("Kết luận và giao việc"), reverse("conference:conclusions", args=[conference.pk]))
        ],
        status=status,
    )


@require_GET
def notice_file(request: HttpRequest, conference_id: int, kind: str) -> HttpResponse:
    """The issued notice as .docx or .pdf, for whoever may read the conclusions."""
    _actor, conference = asked(request, conference_id)
    issued = api.notice_state(conference).issued
    if issued is None:
        raise NotFound(N_("Thông báo kết luận chưa ra."))
    # Whoever may read the conclusions may read the notice of them.
    content = issued_content(
        Actor.system(), issued.document_id, "docx" if kind == "docx" else "pdf"
    )
    return attachment(content, f"thong-bao-ket-luan-{conference.code}", kind)


def _act(request: HttpRequest, actor: Actor, conference: api.Conference) -> HttpResponse:
    act = request.POST.get("act", "")
    if act == "issue":
        notice = api.issue_notice(actor, conference_id=conference.pk)
        messages.success(
            request,
            _("Đã ra thông báo kết luận số %(symbol)s.") % {"symbol": notice.document.symbol},
        )
    elif act == "add":
        api.add_conclusion(
            actor, conference_id=conference.pk, conclusion=_typed(request, conference)
        )
        messages.success(request, _("Đã ghi kết luận."))
    else:
        raise Invalid(N_("Không rõ phải làm gì: hãy bấm một nút của trang."))
    return redirect("conference:conclusions", conference.pk)


def _change(request: HttpRequest, actor: Actor, row: api.Conclusion) -> None:
    if request.POST.get("act") == "remove":
        api.remove_conclusion(actor, conclusion_id=row.pk)
        messages.success(request, _("Đã bỏ kết luận."))
        return
    api.change_conclusion(
        actor,
        conclusion_id=row.pk,
        was=request.POST.get("was", "").replace("\r\n", "\n"),
        conclusion=_typed(request, row.conference, row),
    )
    messages.success(request, _("Đã ghi kết luận."))


def _typed(
    request: HttpRequest, conference: api.Conference, row: api.Conclusion | None = None
) -> api.NewConclusion:
    form = request.POST
    words = {name: form.get(name, "") for name in FIELDS}
    chosen = form.get("item", "")
    item = api.agenda_item(conference, number_in(chosen)) if chosen else None
    return api.NewConclusion(
        **words,
        who=_who(request, conference),
        due_on=_day(form.get("due_on", "")),
        matter_id=item.matter_id if item else None,
        item_id=item.pk if item else None,
        source=row.source if row else {},
    )


def _who(request: HttpRequest, conference: api.Conference) -> dict[str, Any]:
    """Types and levels below a unit named by its code on today's map; nothing ticked is nobody yet."""
    form = request.POST
    types = [one[:20] for one in form.getlist("types")[:10]]
    levels = [number_in(one) for one in form.getlist("levels")[:4]]
    code = form.get("under", "").strip()[:20]
    if not (types or levels):
        return {}
    who: dict[str, Any] = {"types": types, "levels": levels}
    if code:
        who["under_id"] = find(code, clock.today()).id
    return who


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:20])
    except ValueError:
        raise Invalid(N_("Thời hạn “{text}” không đọc được."), text=text[:20]) from None


def _form(conference: api.Conference, typed: Any, row: api.Conclusion | None) -> dict[str, Any]:
    """What the fields of a conclusion show: what was typed, else the row, else nothing."""
    tree = structure(clock.today())
    below = set(tree.subtree(conference.unit_id) if conference.unit_id in tree else ())
    below -= {conference.unit_id}
    who = row.who if row else {}
    picked = set(typed.getlist("types")) if typed else set(who.get("types", ()))
    ranks = set(typed.getlist("levels")) if typed else {str(one) for one in who.get("levels", ())}
    under = who.get("under_id")
    due = row.due_on.isoformat() if row and row.due_on else ""
    values = {name: getattr(row, name, "") if row else "" for name in FIELDS}
    values |= {
        "due_on": due,
        "item": str(row.item_id or "") if row else "",
        "under": tree.get(under).code if under is not None and under in tree else "",
    }
    if typed:
        values = {name: typed.get(name, "") for name in values}
    present = {tree.units[one].level for one in below}
    return {
        "values": values,
        "types": [(one, one in picked) for one in sorted({tree.units[i].type for i in below})],
        "levels": [
            (one.value, one.label, str(one.value) in ranks)
            for one in Level
            if one.value in present and tree.get(conference.unit_id).level < one.value
        ],
        "items": [
            (one.pk, one.title, str(one.pk) == values["item"])
            for one in api.agenda_items(conference)
        ],
    }
