"""What pages of a plan ask beside its rows: days and room of waves, names behind codes, how far each one goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from binhyen.engines.units.api import Level, PoliceBody, police_units, structure
from binhyen.features.staffing.models import Plan, PlanLine
from binhyen.features.staffing.queries.catalogue import defaults
from binhyen.features.staffing.queries.plans import plans, problem_of
from binhyen.features.staffing.types import Origin
from binhyen.foundation.access.api import Actor


def default_weights() -> dict[str, Any]:
    """The catalogue's weights by their dotted names in rules.toml."""
    groups = defaults().weights.model_dump()
    return {
        f"{group}.{name}": value for group, held in groups.items() for name, value in held.items()
    }


def wave_starts(plan: Plan) -> dict[int, date]:
    """Wave of the plan → its first day."""
    return {wave.number: wave.starts_on for wave in problem_of(plan).waves}


def wave_capacities(plan: Plan) -> dict[int, int]:
    """Wave of the plan → posts it may fill."""
    return {wave.number: wave.capacity for wave in problem_of(plan).waves}


def names_in(plan: Plan) -> Mapping[str, str]:
    """Codes of units (with stage) and donors → names, as the plan's problem has them."""
    problem = problem_of(plan)
    units = {unit.key: unit.name for unit in problem.units}
    return {**units, **{donor.id: donor.name for donor in problem.donors}}


def distances(plan: Plan) -> list[int]:
    """Hectometres of everybody sent, in no order. One statement."""
    return list(PlanLine.objects.filter(plan=plan).order_by().values_list("hm", flat=True))


def unchanged(before: Plan, after: Plan) -> int:
    """How many officers go to the same unit in the same post and wave in both plans. Two statements."""
    places = [
        set(
            PlanLine.objects.filter(plan=plan)
            .order_by()
            .values_list("officer_id", "unit_id", "post", "wave")
        )
        for plan in (before, after)
    ]
    return len(places[0] & places[1])


def later_plans(actor: Actor, plan: Plan) -> list[Plan]:
    """Re-plans of this plan, newest first. One statement."""
    return list(plans(actor).filter(based_on=plan, origin=Origin.REPLAN))


def donor_names(plan: Plan) -> dict[int, str]:
    """Police unit id → name, for the bodies of the plan's province on its day."""
    return {body.id: body.name for body in police_units(plan.on, plan.unit_id)}


def return_places(officer_unit_id: int, on: date) -> list[PoliceBody]:
    """Bodies an officer may go back to: departments and districts of the province of the unit they serve in."""
    province = structure(on).ancestor_at(officer_unit_id, Level.PROVINCE)
    kinds = defaults().donor_kinds
    return [body for body in police_units(on, province.id) if body.kind in kinds]
