"""Plans as a list shows them: where each stands, what it proved, how many it sends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from binhyen.features.staffing.models import Plan, PlanEvent, PlanLine
from binhyen.features.staffing.types import Origin, Step
from binhyen.foundation.access.api import Actor, visible

_LAST = PlanEvent.objects.filter(plan=OuterRef("pk")).order_by("-id").values("step")[:1]


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """One plan of a list. `status` is empty before solving; `sent`, `units` and `km_mean` are None without lines."""

    plan_id: int
    unit_id: int
    name: str
    origin: str
    state: Step
    on: date
    status: str
    objective: int | None
    gap: float | None
    wanted: int
    sent: int | None
    units: int | None
    km_mean: float | None
    made_at: datetime
    made_by: str
    based_on_id: int | None
    based_on: str
    is_replan: bool = False

    @property
    def state_word(self) -> str:
        """The state in the reader's language."""
        return str(self.state.label)


def plans(actor: Actor, *, under_id: int | None = None) -> QuerySet[Plan]:
    """Plans the actor may see, newest first, without their problems; each with its `step` annotated.

    Narrow with `under_id` to one province. Lazy.
    """
    rows = visible(actor, Plan.objects.select_related("based_on", "result"))
    rows = rows.defer("problem", "result__prices", "based_on__problem", "based_on__settings")
    rows = rows.annotate(step=Subquery(_LAST))
    return rows if under_id is None else rows.filter(unit_id=under_id)


def plan_overviews(actor: Actor, *, under_id: int | None = None) -> list[PlanOverview]:
    """Plans the actor may see, newest first. Cost: two statements."""
    rows = list(plans(actor, under_id=under_id))
    sums = _sums([row.pk for row in rows])
    return [_overview(row, sums.get(row.pk)) for row in rows]


def step_of(plan: Plan) -> Step:
    """The plan's last step; remembered on the row, so that a page asks once."""
    known: str | None = getattr(plan, "step", None)
    if known is None:
        known = plan.events.order_by("-id").values_list("step", flat=True).first()
        plan.step = known  # type: ignore[attr-defined]  # as the annotation of a list does
    return Step(known or Step.DRAFTED)


def _sums(plan_ids: Collection[int]) -> dict[int, Mapping[str, Any]]:
    """Plan id → people sent, receiving units, hectometres."""
    rows = PlanLine.objects.filter(plan_id__in=plan_ids).order_by().values("plan_id")
    counted = rows.annotate(sent=Count("id"), units=Count("unit", distinct=True), hm=Sum("hm"))
    return {one["plan_id"]: dict(one) for one in counted}


def _overview(plan: Plan, sums: Mapping[str, Any] | None) -> PlanOverview:
    result = getattr(plan, "result", None)
    return PlanOverview(
        plan_id=plan.pk,
        unit_id=plan.unit_id,
        name=plan.name,
        origin=str(Origin(plan.origin).label),
        state=step_of(plan),
        on=plan.on,
        status=result.status if result else "",
        objective=result.objective if result else None,
        gap=result.gap if result else None,
        wanted=plan.wanted,
        sent=sums["sent"] if sums else None,
        units=sums["units"] if sums else None,
        km_mean=sums["hm"] / 10 / sums["sent"] if sums else None,
        made_at=plan.made_at,
        made_by=plan.made_by,
        based_on_id=plan.based_on_id,
        based_on=plan.based_on.name if plan.based_on else "",
        is_replan=plan.origin == Origin.REPLAN,
    )
