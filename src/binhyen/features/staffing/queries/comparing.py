"""Plans in numbers, side by side, and person by person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.db.models import Count, Max, Sum

from binhyen.engines.people.api import names_of
from binhyen.engines.units.api import Structure, police_units, structure
from binhyen.features.staffing.models import Plan, PlanLine, PlanResult, Relaxation
from binhyen.features.staffing.queries.catalogue import defaults
from binhyen.features.staffing.queries.overviews import plans, step_of
from binhyen.features.staffing.queries.plans import plan_of, tree_day
from binhyen.features.staffing.types import Comparison, PersonDifference, PlanFigures
from binhyen.foundation.access.api import Actor
from binhyen.solver.deployment.api import Post


def figures_of(actor: Actor, plan: Plan) -> PlanFigures:
    """One plan in numbers. Four statements; the actor must have got the plan from `plan_of`."""
    return _figures([plan])[0]


def compare(actor: Actor, plan_ids: Sequence[int]) -> Comparison:
    """Plans side by side in the order asked; the others are compared with the first.

    Cost: a fixed number of statements, and one for each day and province among the plans.

    Raises:
        NotFound: no such plan, or not for this actor.
    """
    chosen = _in_order(actor, plan_ids)
    placed = _placed(chosen)
    first = placed[chosen[0].pk]
    everywhere = set.intersection(
        *({(who, place[:2]) for who, place in one.items()} for one in placed.values())
    )
    return Comparison(
        plans=tuple(_figures(chosen)),
        donors={
            body.id: body.name
            for plan in chosen
            for body in police_units(plan.on, plan.unit_id)
            if body.kind in defaults().donor_kinds
        },
        same=len(everywhere),
        differing={
            plan.pk: sum(
                first.get(who) != placed[plan.pk].get(who) for who in first | placed[plan.pk]
            )
            for plan in chosen
        },
    )


def _in_order(actor: Actor, plan_ids: Sequence[int]) -> list[Plan]:
    found = plans(actor).in_bulk(list(plan_ids))
    # Whoever asks for what they may not see is told so in the usual words.
    return [found.get(plan_id) or plan_of(actor, plan_id) for plan_id in plan_ids]


def person_differences(actor: Actor, before: Plan, after: Plan) -> list[PersonDifference]:
    """Officers whom two plans place differently, by code; places as (unit code, post, wave).

    Cost: three statements and the remembered structures.
    """
    placed = _placed([before, after])
    old, new = placed[before.pk], placed[after.pk]
    changed = sorted(who for who in old | new if old.get(who) != new.get(who))
    codes = dict(
        PlanLine.objects.filter(plan__in=[before, after]).values_list("officer_id", "officer__code")
    )
    names = names_of(actor, changed, before.on)
    trees = structure(tree_day(before)), structure(tree_day(after))
    found = [
        PersonDifference(
            officer_id=who,
            officer_code=codes[who],
            full_name=names.get(who, ""),
            before=_told(old.get(who), trees[0]),
            after=_told(new.get(who), trees[1]),
        )
        for who in changed
    ]
    return sorted(found, key=lambda one: one.officer_code)


def _told(place: tuple[int, Post, int] | None, tree: Structure) -> tuple[str, Post, int] | None:
    return None if place is None else (tree.get(place[0]).code, place[1], place[2])


def _placed(plans: Sequence[Plan]) -> dict[int, dict[int, tuple[int, Post, int]]]:
    """Plan id → officer id → unit id, post, wave."""
    found: dict[int, dict[int, tuple[int, Post, int]]] = {plan.pk: {} for plan in plans}
    rows = PlanLine.objects.filter(plan_id__in=found).order_by()
    for plan, officer, unit, post, wave in rows.values_list(
        "plan_id", "officer_id", "unit_id", "post", "wave"
    ):
        found[plan][officer] = unit, cast("Post", post), wave
    return found


def _figures(plans: Sequence[Plan]) -> list[PlanFigures]:
    ids = [plan.pk for plan in plans]
    results = {
        row.plan_id: row for row in PlanResult.objects.filter(plan_id__in=ids).defer("prices")
    }
    rows = PlanLine.objects.filter(plan_id__in=ids).order_by()
    totals = {
        one["plan_id"]: one
        for one in rows.values("plan_id").annotate(
            sent=Count("id"), units=Count("unit", distinct=True), far=Max("hm"), way=Sum("hm")
        )
    }
    by_wave: defaultdict[int, Counter[int]] = defaultdict(Counter)
    by_donor: defaultdict[int, Counter[int]] = defaultdict(Counter)
    cells = rows.values("plan_id", "wave", "donor_id").annotate(sent=Count("id"))
    for one in cells:
        by_wave[one["plan_id"]][one["wave"]] += one["sent"]
        by_donor[one["plan_id"]][one["donor_id"]] += one["sent"]
    given = list(
        Relaxation.objects.filter(plan_id__in=ids).order_by().values_list("plan_id", "kind", "key1")
    )
    relaxed = Counter(plan for plan, _kind, _key in given)
    short = {(plan, key) for plan, kind, key in given if kind == "posts"}
    units_short = Counter(plan for plan, _key in short)
    return [
        _figure(
            plan,
            results.get(plan.pk),
            totals.get(plan.pk, {}),
            by_wave[plan.pk],
            by_donor[plan.pk],
            (relaxed[plan.pk], units_short[plan.pk]),
        )
        for plan in plans
    ]


def _figure(
    plan: Plan,
    result: PlanResult | None,
    totals: Mapping[str, Any],
    by_wave: Mapping[int, int],
    by_donor: Mapping[int, int],
    relaxed: tuple[int, int],
) -> PlanFigures:
    return PlanFigures(
        plan_id=plan.pk,
        name=plan.name,
        state=step_of(plan),
        status=result.status if result else "",
        objective=result.objective if result else None,
        bound=result.bound if result else None,
        gap=result.gap if result else None,
        cost_parts=result.cost_parts if result else {},
        wanted=plan.wanted,
        sent=totals.get("sent", 0),
        units=totals.get("units", 0),
        units_short=relaxed[1],
        hm_total=totals.get("way") or 0,
        hm_max=totals.get("far") or 0,
        by_wave=dict(sorted(by_wave.items())),
        by_donor=dict(by_donor),
        relaxed=relaxed[0],
    )
