"""Making rosters: solve, look, adjust by hand, publish, drop, make anew."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from binhyen.features.rosters import api
from binhyen.features.rosters.forms import AdjustForm, PeriodForm, SwapForm, month_after
from binhyen.features.rosters.pages.common import (
    actor_of,
    crumbs,
    home_unit,
    refused,
    roster_page,
    today,
)
from binhyen.features.rosters.presenting import kind_word
from binhyen.foundation.access.api import allows
from binhyen.foundation.ui.api import page, show_day, told
from binhyen.kernel.errors import DomainError, NotFound


@require_http_methods(["GET", "POST"])
def new_roster(request: HttpRequest) -> HttpResponseBase:
    actor = actor_of(request)
    first, last = month_after(today())
    initial = {
        "unit": _own_code(actor, first),
        "first": first,
        "last": last,
        "seed": api.DEFAULT_SEED,
    }
    form = PeriodForm(request.POST or None, initial=initial)
    clashes: tuple[Any, ...] = ()
    clashing: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            proposal = _propose(actor, form.cleaned_data)
            clashes, clashing = proposal.result.clashes, proposal.result.clashing
            if proposal.result.roster is not None:
                return _keep(request, proposal)
            form.add_error(
                None, _("Không xếp được lịch giữ đủ mọi quy tắc. Hãy xem chỗ vướng dưới đây.")
            )
        except DomainError as refusal:
            form.add_error(None, told(refusal))
    return page(
        request,
        "rosters/new.html",
        {"form": form, "clashes": clashes, "clashing": clashing},
        title=_("Lập lịch trực"),
        crumbs=crumbs(),
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def duty(request: HttpRequest, roster_id: int, duty_id: int) -> HttpResponseBase:
    """One duty: given to somebody else in a draft, asked to be swapped in a published roster."""
    roster = api.roster_of(actor_of(request), roster_id)
    duties = api.duties_of(roster)
    one = next((found for found in duties if found.pk == duty_id), None)
    if one is None:
        raise NotFound(_("Lịch này không có ca trực ấy."))
    if api.state_of(roster) == api.RosterStep.DRAFTED:
        return _adjust(request, roster, one, duties)
    return _ask(request, roster, one, duties)


@require_POST
def publish(request: HttpRequest, roster_id: int) -> HttpResponseBase:
    try:
        api.publish_roster(actor_of(request), roster_id=roster_id)
    except DomainError as refusal:
        refused(request, refusal)
    else:
        messages.success(request, _("Đã công bố lịch trực."))
    return redirect("rosters:month", roster_id)


@require_POST
def withdraw(request: HttpRequest, roster_id: int) -> HttpResponseBase:
    try:
        api.withdraw_roster(
            actor_of(request), roster_id=roster_id, reason=request.POST.get("reason", "")[:300]
        )
    except DomainError as refusal:
        refused(request, refusal)
    return redirect("rosters:month", roster_id)


@require_POST
def again(request: HttpRequest, roster_id: int) -> HttpResponseBase:
    """Make a published roster anew from today on, changing as little as can be."""
    actor = actor_of(request)
    roster = api.roster_of(actor, roster_id)
    try:
        proposal = api.propose_again(actor, roster=roster, frozen_through=today())
        if proposal.result.roster is None:
            raise_for = "; ".join(one.message for one in proposal.result.clashes[:3])
            messages.error(
                request, _("Không xếp lại được; nới ít nhất: %(what)s") % {"what": raise_for}
            )
            return redirect("rosters:month", roster_id)
        return _keep(request, proposal)
    except DomainError as refusal:
        refused(request, refusal)
        return redirect("rosters:month", roster_id)


def _own_code(actor: Any, on: date) -> str:
    unit_id = home_unit(actor)
    return api.unit_code(unit_id, on) if unit_id is not None else ""


def _propose(actor: Any, cleaned: dict[str, Any]) -> api.Proposal:
    return api.propose(
        actor,
        unit_id=api.unit_of_code(cleaned["unit"], cleaned["first"]),
        first=cleaned["first"],
        last=cleaned["last"],
        seed=cleaned["seed"],
    )


def _keep(request: HttpRequest, proposal: api.Proposal) -> HttpResponseBase:
    days = proposal.problem.days
    roster = api.draft_roster(
        actor_of(request),
        unit_id=proposal.unit_id,
        first=days[0].on,
        last=days[-1].on,
        solved=proposal.itself,
    )
    messages.success(request, _("Đã lập xong lịch; hãy xem lại rồi công bố."))
    return redirect("rosters:month", roster.pk)


def _adjust(
    request: HttpRequest, roster: api.Roster, one: api.RosterDuty, duties: list[api.RosterDuty]
) -> HttpResponseBase:
    form = AdjustForm(request.POST or None)
    staff = sorted(
        {(found.officer.full_name, found.officer_id) for found in duties}
        - {(one.officer.full_name, one.officer_id)}
    )
    form.fields["officer"].choices = [(str(key), name) for name, key in staff]  # type: ignore[attr-defined]  # a choice field
    if request.method == "POST" and form.is_valid():
        try:
            api.adjust_duty(
                actor_of(request), roster_id=roster.pk, duty_id=one.pk,
                officer_id=int(form.cleaned_data["officer"]), reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error(None, told(refusal))
            for row in refusal.rows[1:]:
                form.add_error(None, row.message)
        else:
            messages.success(request, _("Đã sửa ca trực."))
            return redirect("rosters:month", roster.pk)
    heading = _("Giao ca này cho người khác")
    return _duty_page(request, roster, one, form, heading)


def _ask(
    request: HttpRequest, roster: api.Roster, one: api.RosterDuty, duties: list[api.RosterDuty]
) -> HttpResponseBase:
    form = SwapForm(request.POST or None)
    form.fields["taken"].choices = _swap_choices(one, duties)  # type: ignore[attr-defined]  # a choice field
    if request.method == "POST" and form.is_valid():
        other, _sep, taken = form.cleaned_data["taken"].partition(":")
        try:
            swap = api.ask_swap(
                actor_of(request), roster_id=roster.pk, given_id=one.pk, other_id=int(other),
                taken_id=int(taken) if taken else None, reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error(None, told(refusal))
        else:
            messages.success(request, _("Đã ghi lời xin đổi ca."))
            return redirect("rosters:swap", swap.pk)
    return _duty_page(request, roster, one, form, _("Xin đổi ca này"))


def _swap_choices(one: api.RosterDuty, duties: list[api.RosterDuty]) -> list[tuple[str, Any]]:
    """Duties of the same kind to come, by person; and giving without taking."""
    groups: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for found in duties:
        if found.kind == one.kind and found.officer_id != one.officer_id:
            key = found.officer_id, found.officer.full_name
            options = groups.setdefault(key, [(f"{key[0]}:", _("nhờ trực thay, không đổi lại"))])
            if found.on > today():
                options.append((f"{key[0]}:{found.pk}", show_day(found.on)))
    return [(name, options) for (_key, name), options in groups.items()]


def _duty_page(
    request: HttpRequest, roster: api.Roster, one: api.RosterDuty, form: Any, heading: str
) -> HttpResponse:
    facts = [
        (_("Ngày"), show_day(one.on)),
        (_("Ca"), kind_word(one.kind)),
        (_("Đang giao cho"), one.officer.full_name),
    ]
    manages = allows(actor_of(request), "rosters.manage", roster.police_unit.unit_id)
    shown = {
        "form": form,
        "facts": facts,
        "heading": heading,
        "manages": manages,
        "back": reverse("rosters:month", args=[roster.pk]),
    }
    return roster_page(
        request, roster, "rosters/duty.html", "month", shown, 422 if form.errors else 200
    )
