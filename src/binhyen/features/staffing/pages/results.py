"""What a plan came to: the verdict with map and charts; when nothing keeps all rules, what to give way."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from binhyen.features.staffing import api
from binhyen.features.staffing.forms import ReasonForm
from binhyen.features.staffing.pages import asking, pictures, words
from binhyen.features.staffing.pages.cards import Card
from binhyen.features.staffing.pages.frame import (
    DRAFTED,
    HAS_LINES,
    INFEASIBLE,
    SOLVE,
    job_for,
    may,
    plan_page,
)
from binhyen.features.staffing.pages.naming import accepted, names_of, relaxation_sentences
from binhyen.foundation.jobs.api import enqueue
from binhyen.foundation.ui.api import show_day, show_number, told
from binhyen.kernel.errors import DomainError

SHADE_LABELS = ("wave", "km", "short")


@require_GET
def show_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """A plan: what was proven, where people go, what it rests on."""
    plan = api.plan_of(asking.actor_of(request), plan_id)
    return plan_page(request, plan, "staffing/plan.html", _context(request, plan), tab="plan")


@require_POST
def relax(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """Accept the smallest relaxation with a reason; a new plan is made and solved."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            made = api.accept_relaxation(actor, plan_id=plan.pk, reason=form.cleaned_data["reason"])
        except DomainError as refusal:
            form.add_error(None, told(refusal))
        else:
            enqueue(actor, SOLVE, plan_id=made.pk)
            messages.success(request, _("Đã ghi việc nới điều kiện; phương án mới đang được tính."))
            return redirect("staffing:plan", made.pk)
    context = {**_context(request, plan), "relax_form": form}
    return plan_page(request, plan, "staffing/plan.html", context, tab="plan", status=422)


def _context(request: HttpRequest, plan: api.Plan) -> dict[str, Any]:
    actor = asking.actor_of(request)
    step = api.step_of(plan)
    planner = may(actor, "staffing.plan", plan)
    # The plan came with its result, or without one.
    result: api.PlanResult | None = getattr(plan, "result", None)
    context: dict[str, Any] = {
        "job": job_for(actor, plan.pk) if step in {DRAFTED, INFEASIBLE} else None,
        "may_solve": planner and step == DRAFTED,
        "facts": _facts(plan),
        "steps": _steps(plan),
    }
    given_way = api.relaxations_of(plan)
    if given_way:
        context["given_way"] = accepted(names_of(plan), given_way)
    if result is not None:
        context["verdict"] = _verdict(result)
    if step == INFEASIBLE and result is not None:
        context |= _infeasible(plan, result, may_relax=planner)
    if step in HAS_LINES and result is not None:
        context |= _pictured(request, plan, result)
    return context


def _verdict(result: api.PlanResult) -> dict[str, str]:
    proof = ""
    if result.objective is not None and result.bound is not None:
        proof = _(
            "Tổng {objective} điểm; mọi phương án đều tốn ít nhất {bound} điểm. Tính trong {seconds} giây, hạt giống {seed}; bảng giá kèm theo cho phép ai cũng kiểm lại được."
        ).format(
            objective=show_number(result.objective),
            bound=show_number(result.bound),
            seconds=show_number(Decimal(str(round(result.seconds, 1))), 1),
            seed=result.seed,
        )
    if result.proof:
        return {
            "words": _("Điều chỉnh ít nhất: giữ được nhiều người nhất như phương án trước."),
            "tone": "is-proven",
            "proof": " ".join(result.proof),
        }
    return {
        "words": words.verdict_words(result.status, result.gap),
        "tone": words.verdict_tone(result.status, result.gap),
        "proof": proof,
    }


def _infeasible(plan: api.Plan, result: api.PlanResult, *, may_relax: bool) -> dict[str, Any]:
    names = names_of(plan)
    sentences = relaxation_sentences(names, result.relaxation)
    return {
        "clashes": [names.worded(one) for one in result.reasons],
        "relaxation": sentences,
        "may_relax": may_relax and bool(sentences),
        "relax_form": ReasonForm(),
        "relax_label": _("Chấp nhận nới {count} chỗ và tính lại").format(count=len(sentences))
        if len(sentences) > 1
        else _("Chấp nhận nới và tính lại"),
    }


def _pictured(request: HttpRequest, plan: api.Plan, result: api.PlanResult) -> dict[str, Any]:
    actor = asking.actor_of(request)
    figures, units = api.figures_of(actor, plan), api.unit_rows(actor, plan)
    donors = api.donor_loads(plan, figures.by_donor)
    shade = asking.choice_of(request, "shade", pictures.SHADES, "wave")
    return {
        "stats": _stats(plan, figures),
        "map": pictures.plan_map(
            "plan-map", _shade_label(shade), units, shade, _unit_urls(plan, units)
        ),
        "shades": [(_shade_label(one), f"?shade={one}", one == shade) for one in SHADE_LABELS],
        "charts": [
            pictures.wave_chart("by-wave", figures.by_wave, api.wave_capacities(plan)),
            pictures.distance_chart("by-km", api.distances(plan)),
        ],
        "donor_chart": pictures.donor_chart("by-donor", donors),
    }


def _stats(plan: api.Plan, figures: api.PlanFigures) -> list[Card]:
    lines = reverse("staffing:lines", args=[plan.pk])
    return [
        Card(
            _("Cán bộ được cử"),
            figures.sent,
            _("người"),
            lines,
            _("cần {wanted} vị trí").format(wanted=show_number(figures.wanted)),
            state="short" if figures.short else "met",
            amount=show_number(figures.short) if figures.short else "",
        ),
        Card(
            _("Đơn vị nhận"),
            figures.units,
            _("đơn vị"),
            reverse("staffing:units", args=[plan.pk]),
            _("{count} đơn vị còn thiếu").format(count=show_number(figures.units_short)),
        ),
        Card(
            _("Quãng đường trung bình"),
            pictures.mean_km(figures.hm_total, figures.sent),
            "km",
            f"{lines}?sort=-km",
            _("xa nhất {km}").format(km=words.km_words(figures.hm_max)),
            decimals=1,
        ),
        Card(
            _("Tổng điểm"),
            figures.objective,
            _("điểm"),
            reverse("staffing:rules", args=[plan.pk]),
            _("một điểm bằng 0,1 km"),
        ),
    ]


def _shade_label(shade: str) -> str:
    return {
        "wave": _("Đơn vị nhận theo đợt"),
        "km": _("Quãng đường trung bình"),
        "short": _("Đủ hay còn thiếu"),
    }[shade]


def _unit_urls(plan: api.Plan, units: Sequence[api.UnitRow]) -> dict[int, str]:
    return {one.unit_id: reverse("staffing:unit", args=[plan.pk, one.code]) for one in units}


def _facts(plan: api.Plan) -> list[tuple[str, str]]:
    settings = api.settings_of(plan)
    chosen = api.deployment_defaults()
    cap = chosen.cap_permille if settings.cap_permille is None else settings.cap_permille
    wave_cap = (
        chosen.wave_cap_permille
        if settings.wave_cap_permille is None
        else settings.wave_cap_permille
    )
    party = chosen.min_party if settings.min_party is None else settings.min_party
    norms = {
        "flat": _("theo định mức của danh mục"),
        "workload": _("theo khối lượng công việc (WISN)"),
        "explicit": _("nêu riêng từng đơn vị"),
    }
    facts = [
        (_("Số liệu ngày"), show_day(plan.on)),
        (_("Số người mỗi đơn vị"), norms[settings.norm]),
        (
            _("Số vị trí cần, số cán bộ xét"),
            f"{show_number(plan.wanted)}, {show_number(plan.candidates)}",
        ),
        (_("Mỗi đơn vị cử cho đi nhiều nhất"), _cap_words(cap, wave_cap)),
        (_("Đảng viên chính thức mỗi đơn vị nhận"), show_number(party)),
        (_("Trọng số khác danh mục"), show_number(len(settings.weights))),
    ]
    if plan.based_on:
        facts.append((_("Dựa trên"), plan.based_on.name))
    if plan.reason:
        facts.append((_("Lý do"), plan.reason))
    return facts


def _cap_words(cap: int, wave_cap: int) -> str:
    if cap >= words.WHOLE and wave_cap >= words.WHOLE:
        return _("không giới hạn")
    return _("cả phương án {cap}; trong một đợt {wave}").format(
        cap=words.permille(cap), wave=words.permille(wave_cap)
    )


def _steps(plan: api.Plan) -> list[dict[str, Any]]:
    events = api.history(plan)
    return [
        {
            "on": event.at,
            "title": words.step_word(event.step),
            "text": "; ".join(part for part in (event.by, event.note) if part),
            "current": place == len(events) - 1,
        }
        for place, event in enumerate(events)
    ]
