"""What pages of a plan ask beside its rows: days and room of waves, names behind codes, how far each one goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Sum

from binhyen.engines.norms.api import Verdict, check, rules_in_force
from binhyen.engines.units.api import (
    Level,
    PoliceBody,
    Structure,
    police_units,
    structure,
    unit_points,
)
from binhyen.features.staffing.models import Plan, PlanLine
from binhyen.features.staffing.queries.catalogue import defaults
from binhyen.features.staffing.queries.ground import donor_bodies
from binhyen.features.staffing.queries.overviews import plans
from binhyen.features.staffing.queries.plans import problem_of, tree_day
from binhyen.features.staffing.types import DonorRow, Origin, UnitRow
from binhyen.foundation.access.api import Actor
from binhyen.solver.deployment.api import Post


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


def unit_waves(chosen: Sequence[Plan]) -> dict[int, list[UnitRow]]:
    """Plan id → units that receive somebody, with posts sent, waves and way; what is wanted is left out.

    For several plans at once: two statements and the remembered structures.
    """
    rows = PlanLine.objects.filter(plan__in=[plan.pk for plan in chosen]).order_by()
    cells = list(
        rows.values_list("plan_id", "unit_id", "post", "wave").annotate(
            count=Count("id"), way=Sum("hm")
        )
    )
    points = unit_points({unit for _plan, unit, *_rest in cells})
    found: dict[int, list[UnitRow]] = {}
    for plan in chosen:
        own: defaultdict[int, list[tuple[Post, int, int, int]]] = defaultdict(list)
        for plan_id, unit, *rest in cells:
            if plan_id == plan.pk:
                own[unit].append(tuple(rest))
        tree = structure(tree_day(plan))
        found[plan.pk] = [_received(tree, unit, own[unit], points) for unit in sorted(own)]
    return found


def _received(
    tree: Structure,
    unit_id: int,
    cells: Sequence[tuple[Post, int, int, int]],
    points: Mapping[int, tuple[float, float]],
) -> UnitRow:
    unit, above = tree.get(unit_id), tree.ancestors(unit_id)[0]
    sent: Counter[Post] = Counter()
    for post, _wave, count, _way in cells:
        sent[post] += count
    lat, lon = points.get(unit_id, (0.0, 0.0))
    return UnitRow(
        unit_id=unit_id,
        code=unit.code,
        name=unit.full_name,
        district=above.full_name if above.level == Level.DISTRICT else "",
        lat=lat,
        lon=lon,
        complexity=0,
        wanted={},
        sent=dict(sent),
        waves=tuple(sorted({wave for _post, wave, _count, _way in cells})),
        hm=sum(way for _post, _wave, _count, way in cells),
        sent_party=0,
    )


def donor_loads(plan: Plan, by_donor: Mapping[int, int]) -> list[DonorRow]:
    """Donors of the plan's data with what they give and may give; answers are left out.

    Args:
        by_donor: police unit id → officers, as the plan's figures have it. Cost: one statement.
    """
    bodies = donor_bodies(plan.unit_id, plan.on)
    return [
        DonorRow(
            police_unit_id=body.id,
            unit_id=body.unit_id,
            name=body.name,
            kind=body.kind,
            payroll=donor.payroll,
            taken=by_donor.get(body.id, 0),
            cap=donor.max_release,
        )
        for donor in problem_of(plan).donors
        if (body := bodies.get(donor.id)) is not None
    ]


def short_units(actor: Actor, under_id: int, on: date) -> int:
    """How many units fall short of a norm of staffing, without asking since when.

    Raises:
        Refused: the actor may not see norms there.
    """
    watched = set(defaults().staffing_norms)
    codes = [rule.code for rule in rules_in_force(on) if rule.code in watched]
    findings = check(actor, under_id, on, codes, since=False) if codes else ()
    return len({one.unit_id for one in findings if one.verdict is Verdict.SHORT})
