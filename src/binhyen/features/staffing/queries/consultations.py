"""What donors are asked, by plan or by who must answer."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Q, QuerySet

from binhyen.engines.units.api import police_units
from binhyen.features.staffing.models import Consultation, Plan
from binhyen.features.staffing.queries.lines import line_rows
from binhyen.features.staffing.queries.overviews import step_of
from binhyen.features.staffing.types import LineRow, Step
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.errors import N_, NotFound


def consultations(
    actor: Actor, *, plan: Plan | None = None, on: date | None = None
) -> QuerySet[Consultation]:
    """Consultations the actor may see: of their own donor, or of the whole province; newest first. Lazy.

    Args:
        plan: only of this plan.
        on: the day whose tree of units says what lies in the actor's scope; the plan's day, else today.

    Shape: plan and donor joined, `lines` counts the officers asked about.
    """
    day = on or (plan.on if plan is not None else None)
    rows = visible(actor, Consultation.objects.all(), on=day)
    if plan is not None:
        rows = rows.filter(plan=plan)
    own = Count("plan__lines", filter=Q(plan__lines__donor_id=F("donor_id")), distinct=True)
    rows = rows.select_related("plan", "donor").defer("plan__problem", "plan__settings")
    return rows.annotate(lines=own).order_by("-asked_on", "donor_id")


def consultation_of(actor: Actor, consultation_id: int) -> Consultation:
    """One consultation with its plan, donor and `donor_name`.

    Raises:
        NotFound: no such consultation, or not for this actor.
    """
    rows = Consultation.objects.select_related("plan", "donor")
    rows = rows.defer("plan__problem", "plan__settings")
    found = rows.filter(pk=consultation_id).first()
    own = Consultation.objects.filter(pk=consultation_id)
    if found is None or not visible(actor, own, on=found.plan.on).exists():
        raise NotFound(N_("Không có lần hiệp y số {id} trong phạm vi của bạn."), id=consultation_id)
    alike = police_units(found.plan.on, found.donor.unit_id, kind=found.donor.kind)
    names = {body.id: body.name for body in alike}
    found.donor_name = names.get(found.donor_id, "")
    return found


def consultation_lines(actor: Actor, asked: Consultation) -> list[LineRow]:
    """The lines a donor is asked about, with its answers so far."""
    return line_rows(actor, asked.plan, donor_id=asked.donor_id)


def may_answer(actor: Actor, asked: Consultation) -> bool:
    """Whether the actor may answer now: for this donor, while the plan is proposed."""
    return step_of(asked.plan) is Step.PROPOSED and answers_for(actor, asked)


def answers_for(actor: Actor, asked: Consultation) -> bool:
    """Whether the actor speaks for a donor: its own unit's people do, nobody from above in their place.

    Departments hang on the province, so whoever consults there speaks for departments and not for districts.
    """
    scopes = actor.scopes("staffing.consult")
    return actor.unlimited or None in scopes or asked.donor.unit_id in scopes


def _names(plan: Plan) -> dict[int, str]:
    return {body.id: body.name for body in police_units(plan.on, plan.unit_id)}
