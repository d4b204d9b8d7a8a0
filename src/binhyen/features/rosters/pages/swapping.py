"""Swap requests: the list, one request, answers and the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.features.rosters import api
from binhyen.features.rosters.pages.common import actor_of, crumbs, refused
from binhyen.features.rosters.presenting import kind_word
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.ui.api import Cell, Column, make_table, page, show_day
from binhyen.kernel.errors import DomainError


@require_GET
def swap_list(request: HttpRequest) -> HttpResponse:
    columns = [
        Column("asked", _("Xin ngày"), "date"),
        Column("given", _("Ca xin đổi")),
        Column("asker", _("Người xin")),
        Column("other", _("Đổi với")),
        Column("state", _("Tình trạng")),
    ]
    rows = [
        {
            "asked": Cell(one.asked_at, reverse("rosters:swap", args=[one.pk])),
            "given": f"{show_day(one.given.on)}, {kind_word(one.given.kind)}",
            "asker": one.asker.full_name,
            "other": one.other.full_name,
            "state": _state(one),
        }
        for one in api.swaps(actor_of(request))
    ]
    table = make_table(request, columns, rows, caption=_("Xin đổi ca"))
    return page(
        request, "rosters/table.html", {"table": table}, title=_("Xin đổi ca"), crumbs=crumbs()
    )


@require_http_methods(["GET", "POST"])
def swap(request: HttpRequest, swap_id: int) -> HttpResponseBase:
    actor = actor_of(request)
    one = api.swap_of(actor, swap_id)
    if request.method == "POST":
        try:
            _act(actor, one, request.POST)
        except DomainError as refusal:
            refused(request, refusal)
        else:
            messages.success(request, _("Đã ghi."))
        return redirect("rosters:swap", swap_id)
    return page(
        request,
        "rosters/swap.html",
        {"swap": one, "facts": _facts(one), "steps": _steps(one), **_rights(actor, one)},
        title=_("Xin đổi ca ngày %(day)s") % {"day": show_day(one.given.on)},
        subtitle=_state(one),
        crumbs=crumbs((_("Xin đổi ca"), reverse("rosters:swaps"))),
    )


def _act(actor: Actor, one: api.Swap, given: Any) -> None:
    act, note = given.get("act", ""), given.get("note", "")[:300]
    officer = given.get("officer", "")
    if act in ("agree", "refuse") and officer.isdigit():
        api.answer_swap(
            actor, swap_id=one.pk, officer_id=int(officer), agrees=act == "agree", note_text=note
        )
    elif act == "withdraw":
        api.withdraw_swap(actor, swap_id=one.pk)
    elif act in ("approve", "reject"):
        api.decide_swap(actor, swap_id=one.pk, approve=act == "approve", note_text=note)


def _state(one: api.Swap) -> str:
    closed = api.closed_by(one)
    if closed is not None:
        return str(closed.label)
    return _("chờ duyệt") if len(api.consented(one)) == 2 else _("chờ đồng ý")


def _facts(one: api.Swap) -> list[tuple[str, str]]:
    given = f"{show_day(one.given.on)}, {kind_word(one.given.kind)}"
    taken = (
        f"{show_day(one.taken.on)}, {kind_word(one.taken.kind)}"
        if one.taken
        else _("không đổi lại")
    )
    return [
        (_("Người xin"), one.asker.full_name),
        (_("Ca xin đổi"), given),
        (_("Đổi với"), one.other.full_name),
        (_("Lấy ca"), taken),
        (_("Lý do"), one.reason),
        (_("Lịch"), str(one.roster)),
    ]


def _steps(one: api.Swap) -> list[dict[str, Any]]:
    names = {one.asker_id: one.asker.full_name, one.other_id: one.other.full_name}
    asked = {"on": one.asked_at, "title": _("xin đổi"), "text": one.asked_by, "current": False}
    return [asked] + [
        {
            "on": step.at,
            "title": " ".join(
                filter(None, [names.get(step.officer_id or 0, ""), str(step.get_act_display())])
            ),
            "text": "; ".join(
                filter(None, [step.by, _("ghi theo giấy") if step.on_paper else "", step.note])
            ),
            "current": False,
        }
        for step in one.steps.all()
    ]


def _rights(actor: Actor, one: api.Swap) -> dict[str, Any]:
    own = api.own_officer(actor)
    manages = allows(actor, "rosters.manage", one.roster.police_unit.unit_id)
    open_, agreed = api.closed_by(one) is None, api.consented(one)
    both = [(one.asker_id, one.asker.full_name), (one.other_id, one.other.full_name)]
    may_answer = [
        {"id": key, "name": name, "on_paper": own is None or own.pk != key}
        for key, name in both
        if open_ and key not in agreed and (manages or (own is not None and own.pk == key))
    ]
    return {
        "may_answer": may_answer,
        "may_decide": open_ and manages and len(agreed) == 2,
        "may_reject": open_ and manages,
        "may_withdraw": open_ and (manages or (own is not None and own.pk == one.asker_id)),
    }
