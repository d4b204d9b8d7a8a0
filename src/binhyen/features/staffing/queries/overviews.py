"""Plans as a list shows them: where each stands, what it proved, how many it sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Subquery, Sum

from binhyen.features.staffing.models import Plan, PlanEvent, PlanLine
from binhyen.features.staffing.types import Origin, Step
from binhyen.foundation.access.api import Actor, visible


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """One plan of a list. `status` is empty before solving; `sent`, `units` and `km_mean` are None without lines."""

    plan_id: int
    unit_id: int
    name: str
    origin: str
    state: Step
    status: str
    gap: float | None
    wanted: int
    sent: int | None
    units: int | None
    km_mean: float | None
    made_at: datetime
    based_on: str

    @property
    def state_word(self) -> str:
        """The state in the reader's language."""
        return str(Step(self.state).label)


def plan_overviews(actor: Actor) -> list[PlanOverview]:
    """Plans the actor may see, newest first. Cost: two statements."""
    last = PlanEvent.objects.filter(plan=OuterRef("pk")).order_by("-id").values("step")[:1]
    rows = list(
        visible(actor, Plan.objects.all())
        .select_related("result", "based_on")
        .defer("problem", "settings", "result__prices", "based_on__problem", "based_on__settings")
        .annotate(step=Subquery(last))
    )
    counted = {
        row["plan_id"]: row
        for row in PlanLine.objects.filter(plan__in=[row.pk for row in rows])
        .order_by()
        .values("plan_id")
        .annotate(sent=Count("id"), units=Count("unit_id", distinct=True), hm=Sum("hm"))
    }
    return [_overview(row, counted.get(row.pk)) for row in rows]


def step_of(plan: Plan) -> Step:
    """The plan's last step; remembered on the row, so that a page asks once."""
    known: str | None = getattr(plan, "step", None)
    if known is None:
        known = plan.events.order_by("-id").values_list("step", flat=True).first()
        plan.step = known  # type: ignore[attr-defined]  # as the annotation of a list does
    return Step(known or Step.DRAFTED)


def _overview(plan: Plan, counted: dict[str, int] | None) -> PlanOverview:
    result = getattr(plan, "result", None)
    return PlanOverview(
        plan_id=plan.pk,
        unit_id=plan.unit_id,
        name=plan.name,
        origin=str(Origin(plan.origin).label),
        state=step_of(plan),
        status=result.status if result else "",
        gap=result.gap if result else None,
        wanted=plan.wanted,
        sent=counted["sent"] if counted else None,
        units=counted["units"] if counted else None,
        km_mean=counted["hm"] / 10 / counted["sent"] if counted else None,
        made_at=plan.made_at,
        based_on=plan.based_on.name if plan.based_on else "",
    )
