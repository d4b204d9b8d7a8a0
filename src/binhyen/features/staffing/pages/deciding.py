"""Decisions wave by wave: preview, issue, download, revoke; and the handover that puts officers in post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.engines.units.api import structure
from binhyen.features.staffing import api
from binhyen.features.staffing.forms import HandoverForm, IssueForm, RevokeForm
from binhyen.features.staffing.pages import asking, words
from binhyen.features.staffing.pages.acts import confirmed
from binhyen.features.staffing.pages.frame import APPROVED, crumbs, may, plan_page
from binhyen.features.staffing.pages.lists import lines_table, state_word
from binhyen.foundation.ui.api import (
    Cell,
    Column,
    Table,
    make_table,
    page,
    show_day,
    show_number,
    told,
)
from binhyen.kernel.errors import DomainError

Kind = Literal["docx", "pdf"]
MEDIA_TYPES: dict[Kind, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_GET
def decisions(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Each wave: what was decided, who is in post, what may be done next."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    lines = api.line_rows(actor, plan)
    found = api.decision_rows(actor, plan)
    leads = may(actor, "staffing.decide", plan) and api.step_of(plan) == APPROVED
    hands = may(actor, "staffing.decide", plan)
    starts = api.wave_starts(plan)
    waves = [
        _wave(plan, number, lines, found, leads=leads, hands=hands, starts_on=starts.get(number))
        for number in sorted({one.wave for one in lines})
    ]
    return plan_page(request, plan, "staffing/decisions.html", {"waves": waves}, tab="decisions")


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, plan_id: int, wave: int) -> HttpResponseBase:
    """Take numbers and issue the decisions of a wave."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    lines = [one for one in api.line_rows(actor, plan, wave=wave) if one.state in api.READY]
    starts_on = api.wave_starts(plan).get(wave)
    form = IssueForm(request.POST or None, initial=_issue_days(starts_on))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = api.issue_decisions(
                actor,
                plan_id=plan.pk,
                wave=wave,
                issued_on=given["issued_on"],
                effective_on=given["effective_on"],
                signer=given["title"],
                per=given["per"],
            )
        except DomainError as refusal:
            form.add_error(None, told(refusal))
        else:
            messages.success(request, _("Đã ban hành {count} quyết định.").format(count=len(made)))
            return redirect("staffing:decisions", plan.pk)
    places = api.places_of_wave(plan, lines)
    context = {
        "form": form,
        "question": _("Ban hành quyết định của đợt {wave}?").format(wave=wave),
        "facts": [
            (_("Cán bộ"), show_number(len(lines))),
            (_("Đơn vị nhận"), show_number(len({one.unit_id for one in lines}))),
            (_("Số quyết định nếu chia theo huyện"), show_number(len(places))),
        ],
        "previews": [
            (
                _("Xem trước: {place}, {count} người").format(
                    place=rows[0].district or _("cả tỉnh"), count=len(rows)
                ),
                reverse("staffing:preview", args=[plan.pk, wave, place]),
            )
            for place, rows in places.items()
        ],
        "table": lines_table(request, plan, lines),
        "back": reverse("staffing:decisions", args=[plan.pk]),
    }
    return page(
        request,
        "staffing/issue.html",
        context,
        title=_("Quyết định đợt {wave}").format(wave=wave),
        crumbs=crumbs(plan),
        status=422 if form.errors else 200,
    )


@require_GET
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """One decision as issued, with its list and where each line stands."""
    actor = asking.actor_of(request)
    found = api.decision_of(actor, decision_id)
    plan = found.plan
    lines = api.lines_of_decision(actor, found)
    revoked = api.revocation_of(found)
    taken_up = any(one.state == "handed_over" for one in lines)
    context = {
        "decision": found,
        "facts": _decision_facts(found, lines),
        "table": lines_table(request, plan, lines),
        "downloads": [
            (kind, reverse(f"staffing:decision_{kind}", args=[found.pk])) for kind in MEDIA_TYPES
        ],
        "may_revoke": not revoked and not taken_up and may(actor, "staffing.decide", plan),
        "revoked": _("Đã thu hồi ngày {day}: {reason}").format(
            day=show_day(revoked.at), reason=revoked.reason
        )
        if revoked
        else "",
    }
    trail = [*crumbs(plan), (_("Quyết định"), reverse("staffing:decisions", args=[plan.pk]))]
    title = _("Quyết định số {number}").format(number=found.document.symbol)
    return page(request, "staffing/decision.html", context, title=title, crumbs=trail)


@require_GET
def download(request: HttpRequest, decision_id: int, kind: Kind) -> HttpResponse:
    """The document as it was issued, byte for byte."""
    actor = asking.actor_of(request)
    content = api.decision_content(actor, api.decision_of(actor, decision_id), kind)
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="decision-{decision_id}.{kind}"'
    return response


@require_GET
def preview(request: HttpRequest, plan_id: int, wave: int, place: int) -> HttpResponse:
    """A decision as it would look, without a number."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    content = api.decision_preview(actor, plan, wave, place)
    return HttpResponse(content, content_type=MEDIA_TYPES["pdf"])


@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, decision_id: int) -> HttpResponseBase:
    """Take a decision back before anybody was handed over by it."""
    actor = asking.actor_of(request)
    found = api.decision_of(actor, decision_id)
    plan = api.plan_of(actor, found.plan_id)
    return confirmed(
        request,
        RevokeForm(request.POST or None, initial={"issued_on": asking.default_day()}),
        lambda given: api.revoke_decision(actor, decision_id=found.pk, **given),
        title=_("Thu hồi quyết định"),
        question=_("Thu hồi quyết định số {number}?").format(number=found.document.symbol),
        consequences=[
            _("Một quyết định thu hồi được lấy số và ban hành; quyết định cũ vẫn lưu."),
            _("Những người trong danh sách trở lại tình trạng trước khi có quyết định."),
        ],
        button=_("Thu hồi"),
        done=_("Đã thu hồi quyết định."),
        then=reverse("staffing:decision", args=[found.pk]),
        trail=[
            *crumbs(plan),
            (found.document.symbol, reverse("staffing:decision", args=[found.pk])),
        ],
        dangerous=True,
    )


@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest, plan_id: int, wave: int) -> HttpResponseBase:
    """Confirm the day on which officers took up their posts, for some or for all of a wave."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    waiting = [one for one in api.line_rows(actor, plan, wave=wave) if one.state == "decided"]
    form = HandoverForm(request.POST or None, initial={"on": api.wave_starts(plan).get(wave)})
    ticked = _ticked(request, waiting)
    if request.method == "POST" and form.is_valid():
        if not ticked:
            form.add_error(None, _("Chưa đánh dấu người nào."))
        else:
            try:
                api.hand_over(actor, plan_id=plan.pk, on=form.cleaned_data["on"], line_ids=ticked)
            except DomainError as refusal:
                form.add_error(None, told(refusal))
            else:
                messages.success(request, _("Đã bàn giao {count} người.").format(count=len(ticked)))
                return redirect("staffing:decisions", plan.pk)
    back = reverse("staffing:decisions", args=[plan.pk])
    context = {
        "form": form,
        "lines": [_to_hand_over(one, ticked) for one in waiting],
        "all_label": _("Xác nhận cả {count} người").format(count=show_number(len(waiting))),
        "back": back,
    }
    return page(
        request,
        "staffing/handover.html",
        context,
        title=_("Bàn giao đợt {wave}").format(wave=wave),
        crumbs=[*crumbs(plan), (_("Quyết định, bàn giao"), back)],
        status=422 if form.errors else 200,
    )


def _ticked(request: HttpRequest, waiting: Sequence[api.LineRow]) -> list[int]:
    known = {one.line_id for one in waiting}
    if request.POST.get("which") == "all":
        return sorted(known)
    return sorted(known & {int(one) for one in request.POST.getlist("line") if one.isdecimal()})


def _to_hand_over(line: api.LineRow, ticked: Sequence[int]) -> dict[str, Any]:
    return {
        "id": line.line_id,
        "who": line.full_name or line.officer_code,
        "code": line.officer_code if line.full_name else "",
        "post": words.post_word(line.post),
        "unit": f"{line.unit}, {line.district}" if line.district else line.unit,
        "donor": line.donor,
        "ticked": line.line_id in ticked,
    }


def _wave(
    plan: api.Plan,
    number: int,
    lines: Sequence[api.LineRow],
    found: Sequence[api.DecisionRow],
    *,
    leads: bool,
    hands: bool,
    starts_on: date | None,
) -> dict[str, Any]:
    here = [one for one in lines if one.wave == number]
    states = {state: sum(one.state == state for one in here) for state in words.LINE_STATES}
    told_states = ", ".join(
        f"{state_word(state).lower()} {show_number(count)}"
        for state, count in states.items()
        if count
    )
    actions = []
    ready, decided = states["planned"] + states["released"], states["decided"]
    if leads and ready:
        url = reverse("staffing:issue", args=[plan.pk, number])
        actions.append((_("Soạn và ban hành quyết định"), url, "btn-primary"))
    if hands and decided:
        url = reverse("staffing:handover", args=[plan.pk, number])
        actions.append((_("Xác nhận bàn giao"), url, "btn-primary"))
    issued = [one for one in found if one.wave == number]
    title = _("Đợt {number}").format(number=number)
    return {
        "number": number,
        "title": f"{title}, {_('từ')} {show_day(starts_on)}" if starts_on else title,
        "words": _("{count} người: {states}.").format(
            count=show_number(len(here)), states=told_states
        ),
        "decisions": _issued(issued) if issued else None,
        "actions": actions,
    }


def _issued(found: Sequence[api.DecisionRow]) -> Table:
    columns = [
        Column("number", _("Số"), sortable=False),
        Column("unit", _("Nơi nhận"), sortable=False),
        Column("lines", _("Cán bộ"), "number", sortable=False),
        Column("on", _("Ngày ký"), "date", sortable=False),
        Column("effective", _("Có mặt từ"), "date", sortable=False),
        Column("state", _("Tình trạng"), sortable=False),
    ]
    rows = [
        {
            "number": Cell(one.symbol, reverse("staffing:decision", args=[one.decision_id])),
            "unit": one.place,
            "lines": one.lines,
            "on": one.issued_on,
            "effective": one.effective_on,
            "state": Cell(_("đã thu hồi"), note=one.revoked_for)
            if one.revoked_on
            else _("có hiệu lực"),
        }
        for one in found
    ]
    return make_table(None, columns, rows, caption=_("Quyết định của đợt"))


def place_name(found: api.Decision) -> str:
    """The place a decision sends to, as it was called on the day of the plan's tree."""
    return structure(api.tree_day(found.plan)).get(found.unit_id).full_name


def _issue_days(starts_on: date | None) -> dict[str, Any]:
    today = asking.default_day()
    return {"issued_on": today, "effective_on": max(today, starts_on) if starts_on else today}


def _decision_facts(found: api.Decision, lines: Sequence[api.LineRow]) -> list[tuple[str, str]]:
    return [
        (_("Số"), found.document.symbol),
        (_("Ngày ký"), show_day(found.document.issued_on)),
        (_("Có mặt từ ngày"), show_day(found.effective_on)),
        (_("Nơi nhận"), place_name(found)),
        (_("Đợt"), str(found.wave)),
        (_("Cán bộ"), show_number(len(lines))),
        (_("Người ban hành"), found.by),
    ]
