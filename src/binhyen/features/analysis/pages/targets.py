"""Targets: the list in force, setting one, its history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binhyen.engines.units.api import structure
from binhyen.features.analysis import api
from binhyen.features.analysis.forms import TargetForm
from binhyen.features.analysis.pages import asking, common, words
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import Cell, Column, Table, make_table, page, show_day, show_number
from binhyen.kernel.errors import DomainError


@require_http_methods(["GET", "POST"])
def show_targets(request: HttpRequest) -> HttpResponse:
    """The targets in force; a POST sets one."""
    actor, on = asking.actor_of(request), api.today()
    may_set = common.may_set(actor)
    form = _form(request, actor) if may_set else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            _set(actor, form.cleaned_data)
        except DomainError as fault:
            common.add_fault(form, fault)
        else:
            messages.success(request, _("Đã đặt mục tiêu."))
            return redirect("analysis:targets")
    context = {"table": _table(request, api.targets(actor, on)), "form": form}
    status = 422 if form is not None and form.errors else 200
    return page(
        request, "analysis/targets.html", context, title=_("Mục tiêu năm"),
        over=_("Phân tích số liệu"), crumbs=common.crumbs(), status=status,
        subtitle=_("Mục tiêu hiện bên cạnh số liệu khi bật “So mục tiêu”."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def show_target(request: HttpRequest, target_id: int) -> HttpResponse:
    """One target, what it replaced, and ending it."""
    actor, on = asking.actor_of(request), api.today()
    row = api.target_row(actor, target_id, on)
    if request.method == "POST":
        try:
            api.end_target(actor, target_id=target_id)
            messages.success(request, _("Mục tiêu đã thôi áp dụng; lịch sử vẫn giữ."))
        except DomainError as fault:
            common.refused(request, fault)
        return redirect("analysis:targets")
    info = api.measure_info(row.measure)
    tree = structure(on)
    unit = tree.get(row.unit_id).full_name if row.unit_id in tree else ""
    columns = [
        Column("value", _("Mức"), "number"),
        Column("source", _("Văn bản giao")),
        Column("set", _("Ghi")),
        Column("ended", _("Thôi")),
    ]
    rows = [
        {
            "value": Cell(one.value.normalize(), note=words.OPERATORS[one.operator]),
            "source": Cell(one.source, note=show_day(one.decided_on)),
            "set": Cell(one.set_by, note=show_day(one.set_at)),
            "ended": Cell(
                one.ended_by or None, note=show_day(one.ended_at) if one.ended_at else ""
            ),
        }
        for one in api.target_history(actor, target_id, on)
    ]
    context = {
        "table": make_table(None, columns, rows, caption=_("Lịch sử mục tiêu")),
        "may_end": row.ended_at is None and common.may_set(actor),
    }
    return page(
        request, "analysis/target.html", context, title=f"{info.label}, {row.year}", subtitle=unit,
        crumbs=common.crumbs((_("Mục tiêu năm"), reverse("analysis:targets"))),
    )  # fmt: skip


def _form(request: HttpRequest, actor: Actor) -> TargetForm:
    initial = {
        "unit": request.GET.get("unit", "") or common.home_code(actor),
        "measure": request.GET.get("m", ""),
        "year": api.today().year,
    }
    return TargetForm(request.POST or None, initial=initial)


def _set(actor: Actor, given: dict[str, Any]) -> None:
    unit = api.seen_unit(actor, given.pop("unit"), api.today())
    api.set_target(actor, unit_id=unit.id, **given)


def _table(request: HttpRequest, rows: list[api.Aim]) -> Table:
    columns = [
        Column("measure", _("Số liệu")),
        Column("unit", _("Đơn vị")),
        Column("year", _("Năm")),
        Column("value", _("Mức"), "number"),
        Column("source", _("Văn bản giao")),
    ]
    shown = []
    for one in rows:
        info = api.measure_info(one.measure)
        shown.append({
            "measure": Cell(info.label, reverse("analysis:target", args=[one.id])),
            "unit": one.unit_name,
            "year": str(one.year),
            "value": Cell(one.value, note=f"{words.OPERATORS[one.operator]} {show_number(one.value)} {info.unit}"),
            "source": Cell(one.source, note=f"{show_day(one.decided_on)}, {one.set_by}"),
        })  # fmt: skip
    return make_table(request, columns, shown, caption=_("Mục tiêu đang áp dụng"))
