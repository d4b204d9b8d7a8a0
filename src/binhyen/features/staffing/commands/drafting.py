"""Making plans: a draft from live data, a scenario that varies another, a version with a relaxation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

from binhyen.engines.people.api import Wave
from binhyen.features.staffing.commands.storing import (
    NewPlan,
    store_plan,
    store_relaxations,
)
from binhyen.features.staffing.models import Plan
from binhyen.features.staffing.queries.instance import live
from binhyen.features.staffing.queries.plans import plan_of, problem_of, result_of
from binhyen.features.staffing.rules.packing import settings_json
from binhyen.features.staffing.types import Origin, Settings, Step
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command
from binhyen.kernel.errors import N_, Conflict, Invalid
from binhyen.solver.deployment.api import Relaxation, RelaxKind, relaxed


def _under(arguments: dict[str, Any]) -> int:
    return int(arguments["under_id"])


def scope_of_plan(arguments: dict[str, Any]) -> int | None:
    """Where a permission about a plan must be held: its province. Unknown plans are refused by the verb itself."""
    rows = Plan.objects.filter(pk=arguments["plan_id"])
    return rows.values_list("unit_id", flat=True).first()


@command("staffing.draft_plan", "Lập phương án điều động", needs="staffing.plan", scope=_under)
def draft_plan(
    actor: Actor, *, under_id: int, name: str, on: date, settings: Settings | None = None
) -> Plan:
    """A plan's problem from live data of a day, frozen; solving comes next.

    Raises:
        Refused: the actor may not plan in this province or not see personal data there.
        Invalid: as `instance` says.
    """
    return _draft(actor, under_id, name, on, settings or Settings(), Origin.DRAFT, None)


@command("staffing.vary_plan", "Lập kịch bản khác", needs="staffing.plan", scope=scope_of_plan)
def vary_plan(
    actor: Actor, *, plan_id: int, name: str, settings: Settings, on: date | None = None
) -> Plan:
    """The same province under other settings, from live data of the same day unless `on` says otherwise.

    Raises:
        NotFound: no such plan, or not for this actor.
        Invalid: as `instance` says.
    """
    base = plan_of(actor, plan_id)
    return _draft(actor, base.unit_id, name, on or base.on, settings, Origin.VARIATION, base)


@command(
    "staffing.accept_relaxation",
    "Nới điều kiện của phương án",
    needs="staffing.plan",
    scope=scope_of_plan,
)
def accept_relaxation(
    actor: Actor, *, plan_id: int, reason: str, chosen: Sequence[Relaxation] | None = None
) -> Plan:
    """A new version of a plan whose problem gives way as found (or as `chosen`); the reason is kept with it.

    Raises:
        NotFound: no such plan, or not for this actor.
        Conflict: the plan is not known to be infeasible, and nothing is chosen.
        Invalid: no reason, or a relaxation that names what the problem lacks.
    """
    base = plan_of(actor, plan_id)
    if not reason.strip():
        raise Invalid(N_("Nới điều kiện phải có lý do."))
    found = suggested(base) if chosen is None else tuple(chosen)
    if not found:
        raise Conflict(N_("Phương án “{name}” không có điều kiện nào cần nới."), name=base.name)
    plan = store_plan(
        actor,
        NewPlan(
            unit_id=base.unit_id,
            name=base.name,
            on=base.on,
            origin=Origin.RELAXED,
            problem=relaxed(problem_of(base), found),
            settings=base.settings,
            first_wave_number=base.first_wave_number,
            synthetic=base.synthetic,
            based_on=base,
            reason=reason,
            frozen_through=base.frozen_through,
            wanted=base.wanted,
        ),
    )
    store_relaxations(actor, plan, found, reason)
    return plan


def suggested(plan: Plan) -> tuple[Relaxation, ...]:
    """What solving said must give way; empty unless the plan is infeasible."""
    result = result_of(plan)
    if result is None or getattr(plan, "step", "") != Step.INFEASIBLE:
        return ()
    kinds = get_args(RelaxKind)
    return tuple(Relaxation(*row) for row in result.relaxation if row[0] in kinds)


def next_wave_number(province_id: int) -> int:
    """After the last wave the province has had."""
    rows = Wave.objects.filter(province_id=province_id).order_by("-number")
    return (rows.values_list("number", flat=True).first() or 0) + 1


def _draft(
    actor: Actor,
    under_id: int,
    name: str,
    on: date,
    settings: Settings,
    origin: Origin,
    base: Plan | None,
) -> Plan:
    found = live(actor, under_id, on, settings)
    number = settings.first_wave_number
    return store_plan(
        actor,
        NewPlan(
            unit_id=under_id,
            name=name,
            on=on,
            origin=origin,
            problem=found.problem,
            settings=settings_json(settings),
            first_wave_number=next_wave_number(under_id) if number is None else number,
            synthetic=found.synthetic,
            based_on=base,
        ),
    )
