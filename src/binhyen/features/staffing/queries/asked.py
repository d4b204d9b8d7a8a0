"""Consultations as a list shows them: who is asked about how many, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, Subquery

from binhyen.engines.units.api import police_units
from binhyen.features.staffing.models import Plan, PlanEvent
from binhyen.features.staffing.queries.consultations import consultations
from binhyen.features.staffing.types import Step
from binhyen.foundation.access.api import Actor


@dataclass(frozen=True, slots=True)
class AskedDonor:
    """One consultation; `open` counts lines without an answer, 0 once the plan waits no longer."""

    consultation_id: int
    plan_id: int
    plan_name: str
    donor_id: int
    donor: str
    asked_on: date
    due_on: date
    lines: int
    open: int
    is_closed: bool


def asked_donors(
    actor: Actor, *, plan: Plan | None = None, on: date | None = None
) -> list[AskedDonor]:
    """Consultations the actor may see, newest first. Cost: one statement and the remembered structure."""
    last = PlanEvent.objects.filter(plan=OuterRef("plan")).order_by("-id").values("step")[:1]
    own = Q(plan__lines__donor_id=F("donor_id"), plan__lines__releases__isnull=True)
    rows = consultations(actor, plan=plan, on=on).annotate(
        open=Count("plan__lines", filter=own, distinct=True), step=Subquery(last)
    )
    names: dict[tuple[date, int], dict[int, str]] = {}
    found = []
    for row in rows:
        place = row.plan.on, row.plan.unit_id
        if place not in names:
            names[place] = {body.id: body.name for body in police_units(*place)}
        closed = row.step != Step.PROPOSED
        found.append(
            AskedDonor(
                consultation_id=row.pk,
                plan_id=row.plan_id,
                plan_name=row.plan.name,
                donor_id=row.donor_id,
                donor=names[place].get(row.donor_id, ""),
                asked_on=row.asked_on,
                due_on=row.due_on,
                lines=row.lines,  # type: ignore[attr-defined]  # annotated by the query below it
                open=0 if closed else row.open,
                is_closed=closed,
            )
        )
    return found
