"""Waves as first approved, as they stand after re-planning, as decided, and as rows of service tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Count

from binhyen.engines.people.api import WaveTotal, wave_totals
from binhyen.features.staffing.models import DecisionLine, Plan, PlanEvent, PlanLine
from binhyen.features.staffing.queries.plans import problem_of
from binhyen.features.staffing.types import Step, WavePart, WaveProgress
from binhyen.foundation.access.api import Actor, require

Parts = Mapping[int, WavePart]


def wave_progress(
    actor: Actor, under_id: int, on: date, *, plan: Plan | None = None
) -> list[WaveProgress]:
    """The waves of a province up to a day, by their number in its count.

    Args:
        under_id: the province.
        on: who is in post by this day; plans and decisions made since are left out too.
        plan: only the waves of its line of re-plannings; without it, of all plans approved by the day.

    Cost: a fixed number of statements for each line of re-plannings.

    Raises:
        Refused: the actor may not see plans there.
    """
    require(actor, "staffing.view", under_id, on=on)
    posted = {total.number: total for total in wave_totals(on, under_id)}
    planned: dict[int, WavePart] = {}
    replanned: dict[int, WavePart] = {}
    starts: dict[int, date] = {}
    for line in _lines_of_plans(under_id, plan):
        first, last = line[0], line[-1]
        planned |= _planned(first)
        starts |= _starts(first)
        if last.pk != first.pk:
            # A wave the newest plan no longer has sends nobody; that is not "no newer plan".
            replanned |= {**dict.fromkeys(_planned(first), WavePart(0, 0)), **_planned(last)}
    decided = _decided(under_id, on)
    numbers = starts.keys() if plan is not None else starts.keys() | posted.keys()
    return [
        WaveProgress(
            number=number,
            starts_on=starts.get(number) or posted[number].first_on,
            planned=planned.get(number),
            replanned=replanned.get(number),
            decided=decided.get(number, WavePart(0, 0)),
            in_post=_in_post(posted.get(number)),
        )
        for number in sorted(numbers)
    ]


def _lines_of_plans(under_id: int, plan: Plan | None) -> list[list[Plan]]:
    """Approved plans by line of re-plannings, each in the order of approval."""
    approved = PlanEvent.objects.filter(step=Step.APPROVED, plan__unit_id=under_id)
    found: defaultdict[int, list[Plan]] = defaultdict(list)
    for event in approved.select_related("plan").order_by("id"):
        found[event.plan.root_id or event.plan_id].append(event.plan)
    if plan is not None:
        return [line for root, line in found.items() if root == (plan.root_id or plan.pk)]
    return list(found.values())


def _planned(plan: Plan) -> Parts:
    rows = PlanLine.objects.filter(plan=plan).order_by().values("wave")
    counted = rows.annotate(officers=Count("id"), units=Count("unit", distinct=True))
    before = plan.first_wave_number - 1
    return {before + one["wave"]: WavePart(one["officers"], one["units"]) for one in counted}


def _starts(plan: Plan) -> dict[int, date]:
    before = plan.first_wave_number - 1
    return {before + wave.number: wave.starts_on for wave in problem_of(plan).waves}


def _decided(under_id: int, on: date) -> Parts:
    """People under decisions in force; somebody decided in a plan and in its re-plan counts once."""
    rows = DecisionLine.objects.filter(
        decision__plan__unit_id=under_id,
        decision__revocation=None,
        decision__document__issued_on__lte=on,
    ).order_by()
    people: defaultdict[int, set[int]] = defaultdict(set)
    units: defaultdict[int, set[int]] = defaultdict(set)
    for first, wave, officer, unit in rows.values_list(
        "decision__plan__first_wave_number", "decision__wave", "line__officer_id", "line__unit_id"
    ):
        people[first + wave - 1].add(officer)
        units[first + wave - 1].add(unit)
    return {number: WavePart(len(people[number]), len(units[number])) for number in people}


def _in_post(total: WaveTotal | None) -> WavePart:
    return WavePart(0, 0) if total is None else WavePart(total.officers, total.units)
