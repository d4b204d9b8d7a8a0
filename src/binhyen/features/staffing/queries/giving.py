"""What each donor of a plan gives, may give, and answered."""

from __future__ import annotations

from collections import Counter

from binhyen.engines.units.api import PoliceBody
from binhyen.features.staffing.models import Consultation, Plan, PlanLine
from binhyen.features.staffing.queries.ground import donor_bodies
from binhyen.features.staffing.queries.lines import lines_of
from binhyen.features.staffing.queries.plans import problem_of
from binhyen.features.staffing.queries.progress import answers_of
from binhyen.features.staffing.types import DonorRow
from binhyen.foundation.access.api import Actor
from binhyen.solver.deployment.api import Donor


def donor_rows(actor: Actor, plan: Plan) -> list[DonorRow]:
    """Every donor of the plan's problem: payroll, cap, taken, answers; those that give most first.

    Cost: six statements.
    """
    taken = Counter(lines_of(actor, plan).values_list("donor_id", flat=True))
    asked = {row.donor_id: row for row in Consultation.objects.filter(plan=plan)}
    answered = _answered(plan)
    bodies = donor_bodies(plan.unit_id, plan.on)
    rows = [
        _row(donor, body, taken[body.id], answered, asked.get(body.id))
        for donor in problem_of(plan).donors
        if (body := bodies.get(donor.id)) is not None
    ]
    return sorted(rows, key=lambda row: (-row.taken, row.name))


def _answered(plan: Plan) -> Counter[tuple[int, bool]]:
    """(Donor, released) → lines by their last answer."""
    lines = PlanLine.objects.filter(plan=plan, releases__isnull=False)
    donor_of = dict(lines.values_list("id", "donor_id"))
    return Counter((donor_of[line], one.released) for line, one in answers_of(plan).items())


def _row(
    donor: Donor,
    body: PoliceBody,
    taken: int,
    answered: Counter[tuple[int, bool]],
    asked: Consultation | None,
) -> DonorRow:
    return DonorRow(
        police_unit_id=body.id,
        unit_id=body.unit_id,
        name=body.name,
        kind=body.kind,
        payroll=donor.payroll,
        taken=taken,
        cap=donor.max_release,
        released=answered[body.id, True],
        refused=answered[body.id, False],
        asked_on=asked.asked_on if asked else None,
        due_on=asked.due_on if asked else None,
    )
