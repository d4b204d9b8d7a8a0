"""What all pages of one plan share: its head, its tabs, what may be done next, the work going on for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from binhyen.features.staffing import api
from binhyen.features.staffing.pages import asking, words
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.jobs.api import Job, jobs
from binhyen.foundation.ui.api import page, show_day
from binhyen.foundation.ui.page import Crumb

SOLVE = "staffing.solve"
REPLAN = "staffing.replan"
DRAFTED, SOLVED, INFEASIBLE = "drafted", "solved", "infeasible"
PROPOSED, APPROVED, WITHDRAWN = "proposed", "approved", "withdrawn"
HAS_LINES = frozenset({SOLVED, PROPOSED, APPROVED, WITHDRAWN})


def crumbs(plan: api.Plan | None = None) -> list[Crumb]:
    """From the board down to a plan."""
    top: list[Crumb] = [(_("Điều động"), reverse("staffing:board"))]
    return [*top, (plan.name, reverse("staffing:plan", args=[plan.pk]))] if plan else top


def plan_page(
    request: HttpRequest,
    plan: api.Plan,
    template: str,
    context: Mapping[str, Any],
    *,
    tab: str,
    title: str = "",
    over: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page of a plan; with a title of its own it stands one step below the plan."""
    actor = asking.actor_of(request)
    step = api.step_of(plan)
    shared = {"plan": plan, "step": step, "tabs": _tabs(plan, step, tab)}
    if not title:
        shared["plan_actions"] = _actions(actor, plan, step)
    subtitle = "" if title else _subtitle(plan, step)
    return page(
        request,
        template,
        {**shared, **context},
        title=title or plan.name,
        over=over or _("Phương án điều động"),
        subtitle=subtitle,
        crumbs=crumbs(plan) if title else crumbs(),
        status=status,
    )


def may(actor: Actor, permission: str, plan: api.Plan) -> bool:
    """Whether the reader holds a permission where the plan is made."""
    return allows(actor, permission, plan.unit_id)


def job_for(actor: Actor, plan_id: int) -> Job | None:
    """The reader's newest work for a plan; the work of others is theirs to watch."""
    return jobs(actor).filter(code=SOLVE, arguments__plan_id=plan_id).first()


def _subtitle(plan: api.Plan, step: str) -> str:
    parts = [
        _("số liệu ngày {on}").format(on=show_day(plan.on)),
        plan.get_origin_display(),
        words.step_word(step),
    ]
    return " · ".join(str(part) for part in parts)


def _tabs(plan: api.Plan, step: str, current: str) -> list[dict[str, Any]]:
    names = [("plan", _("Kết quả"))]
    if step in HAS_LINES:
        names += [
            ("lines", _("Danh sách cán bộ")),
            ("units", _("Đơn vị nhận")),
            ("donors", _("Đơn vị cử")),
            ("rules", _("Giá của điều kiện")),
            ("consultation", _("Hiệp y")),
            ("decisions", _("Quyết định, bàn giao")),
            ("replan", _("Điều chỉnh")),
        ]
    if plan.based_on_id:
        names.append(("differences", _("Khác bản trước")))
    return [
        {
            "label": label,
            "url": reverse(f"staffing:{name}", args=[plan.pk]),
            "current": name == current,
            "count": None,
        }
        for name, label in names
    ]


def _actions(actor: Actor, plan: api.Plan, step: str) -> list[tuple[str, str, str]]:
    """Label, address and style of what may be done next, the usual next step last."""
    found: list[tuple[str, str, str]] = []
    planner = may(actor, "staffing.plan", plan)
    leader = may(actor, "staffing.decide", plan)
    if planner and step not in {WITHDRAWN, APPROVED}:
        found.append((_("Rút"), _url("withdraw", plan), "btn-plain"))
    if planner:
        found.append((_("Lập kịch bản khác"), _url("vary", plan), "btn-plain"))
    if planner and step == SOLVED:
        found.append((_("Trình, gửi hiệp y"), _url("propose", plan), "btn-primary"))
    if leader and step == PROPOSED:
        found.append((_("Phê duyệt"), _url("approve", plan), "btn-primary"))
    return found


def _url(name: str, plan: api.Plan) -> str:
    return reverse(f"staffing:{name}", args=[plan.pk])
