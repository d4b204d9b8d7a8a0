"""The planner: a new scenario, one that varies another, and having it solved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from binhyen.features.staffing import api
from binhyen.features.staffing.forms import (
    DonorCapFormSet,
    ScenarioForm,
    WaveFormSet,
    Waves,
    WeightsForm,
    donor_settings,
    scenario_rows,
    settings_from,
    wave_rows,
    weight_rows,
)
from binhyen.features.staffing.pages import asking
from binhyen.features.staffing.pages.frame import SOLVE, crumbs
from binhyen.foundation.jobs.api import enqueue
from binhyen.foundation.ui.api import page, told
from binhyen.kernel.errors import DomainError

FIRST = ("name", "on", "norm", "every_post", "base")
SHOWN_WAVES = 5
CAPS = ("cap", "wave_cap", "min_party")


@require_http_methods(["GET", "POST"])
def new_scenario(request: HttpRequest) -> HttpResponseBase:
    """A scenario from the catalogue's defaults and live data."""
    actor = asking.actor_of(request)
    unit = asking.planned_province(request, actor)
    defaults = api.Settings()
    begin = {"name": "", "on": asking.default_day(), **scenario_rows(defaults)}
    asked = _Asked(request, begin, defaults)
    if asked.is_complete:
        try:
            plan = api.draft_plan(
                actor,
                under_id=unit.id,
                name=asked.scenario["name"],
                on=asked.scenario["on"],
                settings=asked.settings(),
            )
        except DomainError as refusal:
            asked.form.add_error(None, told(refusal))
        else:
            return _drafted(request, plan, asked)
    title = _("Kịch bản mới cho {unit}").format(unit=unit.full_name)
    return page(
        request,
        "staffing/scenario.html",
        {**asked.context, "back": reverse("staffing:board")},
        title=title,
        crumbs=crumbs(),
        status=422 if asked.is_wrong else 200,
    )


@require_http_methods(["GET", "POST"])
def vary(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """A scenario that changes something of another, which stays as it is."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    base = api.settings_of(plan)
    name = _("{name} (kịch bản khác)").format(name=plan.name)[:160]
    asked = _Asked(
        request, {"name": name, "on": plan.on, **scenario_rows(base)}, base, _caps(plan, base)
    )
    if asked.is_complete:
        try:
            made = api.vary_plan(
                actor, plan_id=plan.pk, name=asked.scenario["name"], settings=asked.settings()
            )
        except DomainError as refusal:
            asked.form.add_error(None, told(refusal))
        else:
            return _drafted(request, made, asked)
    return page(
        request,
        "staffing/scenario.html",
        {**asked.context, "back": reverse("staffing:plan", args=[plan.pk])},
        title=_("Kịch bản khác"),
        subtitle=_("Lấy nguyên số liệu ngày của kịch bản trước, chỉ đổi những gì ghi ở đây."),
        crumbs=crumbs(plan),
        status=422 if asked.is_wrong else 200,
    )


@require_POST
def solve(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Have a plan solved in the background."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    try:
        enqueue(actor, SOLVE, plan_id=plan.pk)
    except DomainError as refusal:
        messages.error(request, told(refusal))
    return redirect("staffing:plan", plan.pk)


def _drafted(request: HttpRequest, plan: api.Plan, asked: _Asked) -> HttpResponseBase:
    if request.POST.get("then") == "solve":
        limit = asked.scenario["time_limit"]
        enqueue(asking.actor_of(request), SOLVE, plan_id=plan.pk, time_limit=limit)
    else:
        messages.success(request, _("Đã lập dự thảo; bấm “Tính phương án” khi muốn tính."))
    return redirect("staffing:plan", plan.pk)


def _caps(plan: api.Plan, settings: api.Settings) -> list[dict[str, Any]]:
    """Each donor of the plan's data with its own caps, if it has some."""
    rows = []
    for donor in api.problem_of(plan).donors:
        said = settings.donors.get(donor.id)
        rows.append(
            {
                "donor": donor.id,
                "name": donor.name,
                "total": said.max_release if said else None,
                "in_a_wave": said.max_release_per_wave if said else None,
            }
        )
    return rows


class _Asked:
    """The four forms of the page together."""

    def __init__(
        self,
        request: HttpRequest,
        begin: Mapping[str, Any],
        settings: api.Settings,
        caps: list[dict[str, Any]] | None = None,
    ) -> None:
        data = request.POST if request.method == "POST" else None
        self.base = settings
        self.form = ScenarioForm(data, initial=dict(begin), catalogue=api.deployment_defaults())
        self.waves = cast(
            "Waves", WaveFormSet(data, initial=wave_rows(settings.waves), prefix="wave")
        )
        weights = {**api.default_weights(), **settings.weights}
        self.weights = WeightsForm(data, initial=weight_rows(weights), prefix="weight")
        self.caps = DonorCapFormSet(data, initial=caps, prefix="cap") if caps is not None else None
        forms: list[Any] = [
            self.form,
            self.waves,
            self.weights,
            *([self.caps] if self.caps else []),
        ]
        # Each is asked, so that every fault shows at once.
        answers = [one.is_valid() for one in forms] if data is not None else [False]
        self.is_complete = all(answers)
        self._sent = data is not None

    @property
    def is_wrong(self) -> bool:
        """Whether something sent must be mended."""
        return self._sent and (not self.is_complete or bool(self.form.errors))

    @property
    def scenario(self) -> Mapping[str, Any]:
        """What the main form holds."""
        return self.form.cleaned_data

    def settings(self) -> api.Settings:
        """What was asked, over what the scenario began with."""
        changed = {
            code: value
            for code, value in self.weights.weights().items()
            if value != {**api.default_weights(), **self.base.weights}.get(code)
        }
        found = settings_from(self.scenario, self.waves.settings(), changed, self.base)
        if self.caps is None:
            return found
        rows = [one.cleaned_data for one in self.caps.forms]
        return replace(found, donors=donor_settings(rows, self.base.donors))

    @property
    def context(self) -> dict[str, Any]:
        """What the template shows."""
        return {
            "form": self.form,
            "first_fields": [self.form[name] for name in FIRST],
            "cap_fields": [self.form[name] for name in CAPS],
            "waves": self.waves,
            "first_waves": self.waves.forms[:SHOWN_WAVES],
            "more_waves": self.waves.forms[SHOWN_WAVES:],
            "more_open": len(self.base.waves) > SHOWN_WAVES or bool(self.waves.total_error_count()),
            "shown_waves": SHOWN_WAVES,
            "weights": self.weights,
            "caps": self.caps,
            "caps_open": bool(self.base.donors),
        }
