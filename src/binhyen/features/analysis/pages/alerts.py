"""Alerts raised by thresholds, what became of them, and the thresholds themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.engines.indicators.api import calendars
from binhyen.engines.units.api import Structure, structure
from binhyen.features.analysis import api
from binhyen.features.analysis.api import ACKNOWLEDGED, CLOSED, OPENED, Alert, AlertRule
from binhyen.features.analysis.forms import AlertForm, RuleForm
from binhyen.features.analysis.pages import asking, common, words
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.ui.api import Cell, Column, Table, make_table, page, show_number
from binhyen.kernel.errors import DomainError
from binhyen.kernel.periods import parse_period

STATES = {"open": (OPENED, ACKNOWLEDGED), "new": (OPENED,), "closed": (CLOSED,), "all": ()}


@require_GET
def show_alerts(request: HttpRequest) -> HttpResponse:
    """The alerts of the reader's units; those that wait first."""
    actor, on = asking.actor_of(request), api.today()
    chosen = asking.choice(request.GET, "state", list(STATES), "open")
    rows = api.alerts(actor, on, STATES[chosen])
    labels = {"open": _("Chưa đóng"), "new": _("Mới"), "closed": _("Đã đóng"), "all": _("Tất cả")}
    context = {
        "table": _table(request, rows, structure(on)),
        "tabs": [
            {"label": label, "url": f"?{urlencode({'state': key})}", "current": key == chosen}
            for key, label in labels.items()
        ],
        "new_count": api.open_count(actor, on),
        "may_set": common.may_set(actor),
    }
    return page(
        request, "analysis/alerts.html", context, title=_("Cảnh báo số liệu"),
        over=_("Phân tích số liệu"), crumbs=common.crumbs(),
        subtitle=_("Đơn vị vượt ngưỡng đã đặt, xét lại mỗi khi có báo cáo được duyệt."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def show_alert(request: HttpRequest, alert_id: int) -> HttpResponse:
    """One alert: the figure, the threshold, the steps, and the next step."""
    actor, on = asking.actor_of(request), api.today()
    row = api.alert(actor, alert_id, on)
    form = AlertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.take_alert(actor, alert_id=alert_id, **form.cleaned_data)
        except DomainError as fault:
            common.add_fault(form, fault)
        else:
            messages.success(request, _("Đã ghi việc xử lý cảnh báo."))
            return redirect("analysis:alert", alert_id)
    may = row.state != CLOSED and allows(actor, common.TARGETS, row.unit_id)
    context = {
        "facts": _facts(row, structure(on)),
        "steps": [
            {
                "on": step.at,
                "title": step.get_state_display(),
                "text": _step_text(step),
                "current": False,
            }
            for step in row.steps.all()
        ],
        "form": form if may else None,
        "why_url": _why_url(row, structure(on)),
    }
    info = api.measure_info(row.rule.measure)
    return page(
        request, "analysis/alert.html", context, title=info.label, over=_("Cảnh báo số liệu"),
        subtitle=str(row.get_state_display()), status=422 if form.errors else 200,
        crumbs=common.crumbs((_("Cảnh báo số liệu"), reverse("analysis:alerts"))),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def show_rules(request: HttpRequest) -> HttpResponse:
    """The thresholds in force; a POST sets one and looks at once."""
    actor, on = asking.actor_of(request), api.today()
    may_set = common.may_set(actor)
    form = RuleForm(request.POST or None, initial=_start(request, actor)) if may_set else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            _make(actor, form.cleaned_data)
        except DomainError as fault:
            common.add_fault(form, fault)
        else:
            messages.success(request, _("Đã đặt ngưỡng và xét các kỳ gần nhất."))
            return redirect("analysis:rules")
    context = {
        "table": _rules_table(request, api.alert_rules(actor, on), structure(on), may_set=may_set),
        "form": form,
    }
    return page(
        request, "analysis/rules.html", context, title=_("Ngưỡng cảnh báo"),
        over=_("Cảnh báo số liệu"), status=422 if form is not None and form.errors else 200,
        crumbs=common.crumbs((_("Cảnh báo số liệu"), reverse("analysis:alerts"))),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end_rule(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Ask, then stop watching."""
    actor, on = asking.actor_of(request), api.today()
    row = api.alert_rule(actor, rule_id, on)
    if request.method == "POST":
        try:
            api.end_alert_rule(actor, rule_id=rule_id)
            messages.success(request, _("Ngưỡng đã thôi áp dụng."))
        except DomainError as fault:
            common.refused(request, fault)
        return redirect("analysis:rules")
    context = {
        "question": _("Thôi ngưỡng này?"),
        "consequences": [rule_text(row), _("Cảnh báo đã có vẫn giữ nguyên.")],
        "button": _("Thôi áp dụng"),
        "back": reverse("analysis:rules"),
    }
    return page(
        request, "analysis/confirm.html", context, title=_("Ngưỡng cảnh báo"),
        crumbs=common.crumbs((_("Ngưỡng cảnh báo"), reverse("analysis:rules"))),
    )  # fmt: skip


def rule_text(rule: AlertRule) -> str:
    """A threshold in words."""
    info = api.measure_info(rule.measure)
    unit = info.unit if rule.basis == "value" else "%"
    return _("{measure}: {basis} {operator} {bound} {unit}").format(
        measure=info.label,
        basis=rule.get_basis_display(),
        operator=words.OPERATORS[rule.operator],
        bound=show_number(rule.bound.normalize()),
        unit=unit,
    )


def _start(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    measure = request.GET.get("m", "")
    return {
        "unit": request.GET.get("unit", "") or common.home_code(actor),
        "measure": measure,
        "by": "commune",
        "calendar": api.measure_info(measure).calendar if measure else "admin",
    }


def _make(actor: Actor, given: dict[str, Any]) -> None:
    unit = api.seen_unit(actor, given.pop("unit"), api.today())
    rule = api.make_alert_rule(actor, unit_id=unit.id, **given)
    api.evaluate_alerts(api.today(), [rule.measure])


def _period(row: Alert, code: str) -> str:
    return words.period_full(parse_period(code, calendars(), row.rule.calendar))


def _unit_name(tree: Structure, unit_id: int) -> str:
    return tree.get(unit_id).full_name if unit_id in tree else _("đơn vị đã thôi")


def _table(request: HttpRequest, rows: list[Alert], tree: Structure) -> Table:
    columns = [
        Column("unit", _("Đơn vị")),
        Column("rule", _("Ngưỡng")),
        Column("period", _("Kỳ"), sortable=False),
        Column("value", _("Giá trị"), "number"),
        Column("state", _("Trạng thái")),
    ]
    shown = [
        {
            "unit": Cell(_unit_name(tree, row.unit_id), reverse("analysis:alert", args=[row.pk])),
            "rule": rule_text(row.rule),
            "period": Cell(_period(row, row.period), note=_since(row)),
            "value": round(row.value, api.measure_info(row.rule.measure).decimals),
            "state": Cell(str(row.get_state_display()), note=_who(row)),
        }
        for row in rows
    ]
    return make_table(request, columns, shown, caption=_("Cảnh báo"))


def _since(row: Alert) -> str:
    if row.since == row.period:
        return ""
    return _("liên tục từ {period}").format(period=_period(row, row.since))


def _who(row: Alert) -> str:
    steps = list(row.steps.all())
    return steps[-1].by if steps and row.state != OPENED else ""


def _step_text(step: Any) -> str:
    return "; ".join(filter(None, [_(step.by), _(step.reason) if step.reason else ""]))


def _facts(row: Alert, tree: Structure) -> list[tuple[str, str]]:
    info = api.measure_info(row.rule.measure)
    return [
        (_("Đơn vị"), _unit_name(tree, row.unit_id)),
        (_("Kỳ"), _period(row, row.period)),
        (_("Vượt từ kỳ"), _period(row, row.since)),
        (_("Giá trị"), show_number(round(row.value, max(info.decimals, 1)).normalize())),
        (_("Ngưỡng"), rule_text(row.rule)),
        (_("Người đặt ngưỡng"), row.rule.made_by),
    ]


def _why_url(row: Alert, tree: Structure) -> str:
    if row.unit_id not in tree:
        return ""
    unit = tree.get(row.unit_id)
    told = {"measure": row.rule.measure, "unit": unit.code, "level": str(unit.level),
            "on": row.period_end.isoformat(), "period": row.period, "structure": "as-was"}  # fmt: skip
    return f"{reverse('overview:explain')}?{urlencode(told)}"


def _rules_table(
    request: HttpRequest, rows: list[AlertRule], tree: Structure, *, may_set: bool
) -> Table:
    columns = [
        Column("rule", _("Ngưỡng")),
        Column("unit", _("Phạm vi")),
        Column("by", _("Xét")),
        Column("made", _("Người đặt")),
        *([Column("end", _("Việc"), sortable=False)] if may_set else []),
    ]
    levels = {one.value: label for one, label in words.LEVELS.items()}
    shown = [
        {
            "rule": Cell(rule_text(row), note=row.note),
            "unit": _unit_name(tree, row.unit_id),
            "by": str(levels.get(row.by, row.by)),
            "made": row.made_by,
            "end": Cell(_("Thôi áp dụng"), reverse("analysis:end-rule", args=[row.pk])),
        }
        for row in rows
    ]
    return make_table(request, columns, shown, caption=_("Ngưỡng đang áp dụng"))
