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
            for on, province in dict.fromkeys((plan.on, plan.unit_id) for plan in chosen)
            for body in police_units(on, province)
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
    rows = PlanResult.objects.filter(plan_id__in=ids).defer("prices")
    results = {row.plan_id: row for row in rows}
    totals, cells, given = _totals(ids), _cells(ids), _given_way(ids)
    return [
        _figure(
            plan, results.get(plan.pk), totals.get(plan.pk, {}), *cells[plan.pk], given[plan.pk]
        )
        for plan in plans
    ]


def _totals(plan_ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    """Plan → people sent, units, the farthest and all hectometres."""
    rows = PlanLine.objects.filter(plan_id__in=plan_ids).order_by().values("plan_id")
    counted = rows.annotate(
        sent=Count("id"), units=Count("unit", distinct=True), far=Max("hm"), way=Sum("hm")
    )
    return {one["plan_id"]: dict(one) for one in counted}


def _cells(plan_ids: Sequence[int]) -> defaultdict[int, tuple[Counter[int], Counter[int]]]:
    """Plan → people by wave, people by donor."""
    rows = PlanLine.objects.filter(plan_id__in=plan_ids).order_by()
    found: defaultdict[int, tuple[Counter[int], Counter[int]]] = defaultdict(
        lambda: (Counter(), Counter())
    )
    cells = rows.values("plan_id", "wave", "donor_id").annotate(sent=Count("id"))
    for one in cells:
        by_wave, by_donor = found[one["plan_id"]]
        by_wave[one["wave"]] += one["sent"]
        by_donor[one["donor_id"]] += one["sent"]
    return found


def _given_way(plan_ids: Sequence[int]) -> defaultdict[int, tuple[int, int]]:
    """Plan → how many hard numbers gave way, and units that posts gave way in."""
    rows = Relaxation.objects.filter(plan_id__in=plan_ids).order_by()
    numbers: Counter[int] = Counter()
    units: defaultdict[int, set[str]] = defaultdict(set)
    for plan, kind, key in rows.values_list("plan_id", "kind", "key1"):
        numbers[plan] += 1
        if kind == "posts":
            units[plan].add(key.partition("/")[0])
    found: defaultdict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    found.update({plan: (count, len(units[plan])) for plan, count in numbers.items()})
    return found


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
