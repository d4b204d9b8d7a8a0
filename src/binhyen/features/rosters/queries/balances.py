"""What each officer carries over from earlier months, counted from the duties they really held after all swaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from binhyen.features.rosters.models import Roster, RosterDuty
from binhyen.features.rosters.queries.rosters import published
from binhyen.solver.rosters.api import Duty, Measure

DAYS_A_MONTH = 31
LONGEST_WINDOW = 31


def carried_over(
    police_unit_id: int,
    codes: Collection[str],
    measures: Collection[Measure],
    *,
    before: date,
    months: int,
) -> dict[str, dict[str, int]]:
    """Officer code → measure → points before a day, the smallest of each measure taken as 0.

    Of every published roster of the last months: the points of the duties held, plus what was credited for days away.
    Whoever was not yet there is given the average, so that newcomers start level. Two statements.
    """
    since = before - timedelta(days=DAYS_A_MONTH * months)
    past = [
        one
        for one in published(police_unit_id, before=before, since=since)
        if one.last_day < before
    ]
    held: dict[int, list[Duty]] = defaultdict(list)
    rows = RosterDuty.objects.filter(roster__in=past).values_list(
        "roster_id", "on", "kind", "officer__code"
    )
    for roster_id, on, kind, code in rows:
        held[roster_id].append(Duty(on, kind, code))
    found: dict[str, dict[str, int]] = {code: {} for code in codes}
    for measure in measures:
        totals = dict.fromkeys(codes, 0)
        for roster in past:
            for code, points in _of_roster(roster, held[roster.pk], measure, codes).items():
                totals[code] += points
        least = min(totals.values(), default=0)
        for code, points in totals.items():
            if points - least:
                found[code][measure.code] = points - least
    return found


def duties_before(police_unit_id: int, codes: Collection[str], first: date) -> tuple[Duty, ...]:
    """Duties of the days just before a roster, which rest and limits still concern. Two statements."""
    since = first - timedelta(days=LONGEST_WINDOW)
    past = published(police_unit_id, before=first, since=since)
    rows = RosterDuty.objects.filter(
        roster__in=[one.pk for one in past], on__gte=since, on__lt=first, officer__code__in=codes
    ).values_list("on", "kind", "officer__code")
    return tuple(sorted({Duty(*row) for row in rows}))


def _of_roster(
    roster: Roster, duties: list[Duty], measure: Measure, codes: Collection[str]
) -> dict[str, int]:
    told = next((one for one in roster.result["fairness"] if one["measure"] == measure.code), None)
    if told is None:
        return {}
    kind_of_day = {day["on"]: day["kind"] for day in roster.instance["days"]}
    points: dict[str, int] = {code: _credit(told, code) for code in told["loads"]}
    for duty in duties:
        if duty.person in points:
            by_day: Mapping[Any, int] = measure.points.get(duty.kind, {})
            points[duty.person] += by_day.get(kind_of_day.get(duty.on.isoformat()), 0)
    average = (2 * sum(points.values()) + len(points)) // (2 * len(points)) if points else 0
    return {code: points.get(code, average) for code in codes}


def _credit(told: Mapping[str, Any], code: str) -> int:
    return int(told["credits"].get(code, 0))
