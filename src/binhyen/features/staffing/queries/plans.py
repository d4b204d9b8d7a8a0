"""Plans an actor may see, what state each is in, and what was frozen with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.db.models import Q

from binhyen.engines.units.api import structure
from binhyen.features.staffing.models import Plan, PlanEvent, PlanLine, PlanResult, Relaxation
from binhyen.features.staffing.queries.overviews import plans
from binhyen.features.staffing.rules.packing import settings_from, unpack_prices, unpack_problem
from binhyen.features.staffing.types import Settings
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.memory import once
from binhyen.solver.deployment.api import Plan as Solution
from binhyen.solver.deployment.api import Post, Posting, Prices, Problem


def plan_of(actor: Actor, plan_id: int) -> Plan:
    """One plan; its problem comes when asked for.

    Raises:
        NotFound: no such plan, or not for this actor.
    """
    found = plans(actor).filter(pk=plan_id).first()
    if found is None:
        raise NotFound(N_("Không có phương án số {id} trong phạm vi của bạn."), id=plan_id)
    return found


def history(plan: Plan) -> list[PlanEvent]:
    """The steps of a plan, first to last. One statement."""
    return list(plan.events.order_by("id"))


def result_of(plan: Plan) -> PlanResult | None:
    """What solving answered; None before."""
    return PlanResult.objects.filter(plan=plan).first()


def settings_of(plan: Plan) -> Settings:
    """The scenario as it was set."""
    return settings_from(plan.settings)


def problem_of(plan: Plan) -> Problem:
    """The problem as frozen."""
    return unpack_problem(plan.problem)


def prices_of(plan: Plan) -> Prices | None:
    """The certificate's prices; None before solving. One statement."""
    packed = PlanResult.objects.filter(plan=plan).values_list("prices", flat=True).first()
    return None if packed is None else unpack_prices(packed)


def solution_of(plan: Plan) -> Solution:
    """The plan's lines as the solver's value, keyed by codes of officers and units. One statement."""
    codes = _codes(plan)
    rows = PlanLine.objects.filter(plan=plan).order_by()
    columns = rows.values_list("officer__code", "unit_id", "stage", "post", "wave")
    return Solution(
        tuple(
            Posting(officer, _key(codes[unit], stage), cast("Post", post), wave)
            for officer, unit, stage, post, wave in columns
        )
    )


def relaxations_of(plan: Plan) -> list[Relaxation]:
    """What gave way to make this plan, first to last. One statement."""
    return once(("staffing.relaxations", plan.pk), lambda: list(plan.relaxations.order_by("id")))


def lineage_of(plan: Plan) -> Q:
    """Narrows rows with a plan to the line of re-plannings this one belongs to."""
    root = plan.root_id or plan.pk
    return Q(pk=root) | Q(root_id=root)


def unit_ids_by_code(tree_on: date, under_id: int) -> dict[str, int]:
    """Codes of communes and townships below a province on a day → unit ids."""
    tree = structure(tree_on)
    return {
        tree.get(unit).code: unit for unit in tree.subtree(under_id) if tree.get(unit).level == 3
    }


def tree_day(plan: Plan) -> date:
    """The day of the tree the plan's units are taken from."""
    return settings_of(plan).structure_on or plan.on


def _codes(plan: Plan) -> Mapping[int, str]:
    return {unit: code for code, unit in unit_ids_by_code(tree_day(plan), plan.unit_id).items()}


def _key(code: str, stage: str) -> str:
    return f"{code}/{stage}" if stage else code
