"""Re-planning with least change, and the absences that make it needful."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binhyen.features.staffing import api
from binhyen.features.staffing.forms import AbsenceForm, ReplanForm
from binhyen.features.staffing.pages import asking
from binhyen.features.staffing.pages.frame import crumbs, may, plan_page
from binhyen.features.staffing.pages.postings import tabs
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.foundation.ui.api import Cell, Column, Table, make_table, page, show_number, told
from binhyen.kernel.errors import DomainError


@require_http_methods(["GET", "POST"])
def replan(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """Mend a plan with as few changes as can be; the old one stays."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    lines = api.line_rows(actor, plan)
    form = ReplanForm(
        request.POST or None, waves=sorted({one.wave for one in lines}), initial=_begin(plan)
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = api.replan_plan(actor, plan_id=plan.pk, **given)
        except DomainError as refusal:
            form.add_error(None, told(refusal))
        else:
            messages.success(request, _("Đã lập phương án điều chỉnh."))
            return redirect("staffing:differences", made.pk)
    later = [
        (one.name, reverse("staffing:differences", args=[one.pk]))
        for one in api.later_plans(actor, plan)
    ]
    context = {
        "form": form,
        "later": later,
        "may_plan": may(actor, "staffing.plan", plan),
        "changes": _changes(lines, actor, plan.unit_id),
    }
    status = 422 if form.errors else 200
    return plan_page(request, plan, "staffing/replan.html", context, tab="replan", status=status)


@require_http_methods(["GET", "POST"])
def absences(request: HttpRequest) -> HttpResponseBase:
    """Who cannot be sent for a time."""
    actor = asking.reader_of(request)
    form = AbsenceForm(request.POST or None, initial={"valid_from": asking.default_day()})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "officer": form.cleaned_data["officer"].strip().upper()}
        try:
            api.record_absence(actor, **given)
        except DomainError as refusal:
            form.add_error(None, told(refusal))
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("staffing:absences")
    context = {
        "form": form,
        "may_record": allows_somewhere(actor, "people.manage"),
        "table": _absent(request, actor),
        "tabs": tabs("absences"),
    }
    return page(
        request,
        "staffing/absences.html",
        context,
        title=_("Tạm không điều động được"),
        subtitle=_("Chỉ ghi một trong bốn lý do chung, không ghi bệnh tình hay chuyện riêng."),
        crumbs=crumbs(),
        status=422 if form.errors else 200,
    )


def _begin(plan: api.Plan) -> dict[str, Any]:
    return {
        "name": _("{name} (điều chỉnh)").format(name=plan.name)[:160],
        "on": asking.default_day(),
        "freeze_through": "0",
    }


def _changes(lines: list[api.LineRow], actor: Actor, unit_id: int) -> list[str]:
    states = Counter(one.state for one in lines)
    sent = {one.officer_id for one in lines}
    absent = [
        one
        for one in api.absences(actor, asking.default_day(), under_id=unit_id)
        if one.officer_id in sent
    ]
    found = []
    if states["refused"]:
        found.append(
            _("{count} người bị đơn vị cử từ chối.").format(count=show_number(states["refused"]))
        )
    found += [
        _("{who}: {kind}.").format(who=one.full_name or one.officer_code, kind=one.kind_word)
        for one in absent
    ]
    if states["decided"] + states["handed_over"]:
        count = show_number(states["decided"] + states["handed_over"])
        found.append(_("{count} người đã có quyết định: giữ nguyên.").format(count=count))
    return found


def _absent(request: HttpRequest, actor: Actor) -> Table:
    on = asking.default_day()
    place = asking.place_of(request, actor, on)
    columns = [
        Column("who", _("Cán bộ")),
        Column("kind", _("Vì")),
        Column("since", _("Từ ngày"), "date"),
        Column("until", _("Đến trước ngày"), "date"),
    ]
    rows = [
        {
            "who": Cell(
                one.full_name or one.officer_code, note=one.officer_code if one.full_name else ""
            ),
            "kind": one.kind_word,
            "since": one.valid_from,
            "until": one.valid_to,
        }
        for one in (api.absences(actor, on, under_id=place.id) if place else [])
    ]
    return make_table(request, columns, rows, caption=_("Đang tạm không điều động được"))
