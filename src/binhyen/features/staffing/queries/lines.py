"""A plan's lines as pages show them."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from django.db.models import QuerySet

from binhyen.engines.people.api import names_of
from binhyen.engines.units.api import Level, Structure, police_units, structure
from binhyen.features.staffing.models import Plan, PlanLine, Release
from binhyen.features.staffing.queries.plans import (
    tree_day,
)
from binhyen.features.staffing.queries.progress import progress_of
from binhyen.features.staffing.types import LineRow
from binhyen.foundation.access.api import Actor, visible
from binhyen.solver.deployment.api import Post


def lines_of(actor: Actor, plan: Plan) -> QuerySet[PlanLine]:
    """Lines the actor may see: all in the province, or those of their own donor; by wave and unit. Lazy."""
    rows = visible(actor, PlanLine.objects.filter(plan=plan), on=plan.on)
    return rows.select_related("officer").order_by("wave", "unit_id", "post", "id")


def line_rows(
    actor: Actor,
    plan: Plan,
    *,
    wave: int | None = None,
    donor_id: int | None = None,
    unit_id: int | None = None,
    line_ids: Collection[int] | None = None,
    officer_code: str | None = None,
) -> list[LineRow]:
    """Lines with donor, unit, cost and state, by wave, unit and post (chief, deputy, officer).

    Names only where the actor holds `people.view_personal` for where the officer serves on the plan's day.
    Cost: seven statements and the remembered structures.
    """
    rows = lines_of(actor, plan)
    wanted = {
        "wave": wave,
        "donor_id": donor_id,
        "unit_id": unit_id,
        "pk__in": line_ids,
        "officer__code": officer_code,
    }
    rows = rows.filter(**{name: one for name, one in wanted.items() if one is not None})
    lines = list(rows)
    names = names_of(actor, [line.officer_id for line in lines], plan.on)
    bodies = {body.id: body for body in police_units(plan.on, plan.unit_id)}
    tree, progress = structure(tree_day(plan)), progress_of(plan)
    return [
        _line(
            line,
            names.get(line.officer_id, ""),
            bodies[line.donor_id].name if line.donor_id in bodies else "",
            tree,
            (progress.state(line), progress.answers.get(line.pk)),
        )
        for line in lines
    ]


def district_of(unit_id: int, tree: Structure) -> str:
    """The name of the district above a unit; empty where there is none."""
    above = tree.ancestors(unit_id)[0]
    return above.full_name if above.level == Level.DISTRICT else ""


def _line(
    line: PlanLine, name: str, donor: str, tree: Structure, told: tuple[str, Release | None]
) -> LineRow:
    unit = tree.get(line.unit_id)
    state, answer = told
    return LineRow(
        line_id=line.pk,
        officer_id=line.officer_id,
        officer_code=line.officer.code,
        full_name=name,
        donor_id=line.donor_id,
        donor=donor,
        unit_id=line.unit_id,
        unit_code=unit.code,
        unit=unit.full_name,
        district=district_of(line.unit_id, tree),
        post=cast("Post", line.post),
        wave=line.wave,
        hm=line.hm,
        cost=line.cost,
        parts=line.parts,
        state=state,
        reason=answer.reason if answer else "",
    )
