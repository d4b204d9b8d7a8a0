"""One officer's own duties."""

from __future__ import annotations

from datetime import date

from binhyen.features.rosters.models import Roster, RosterDuty
from binhyen.features.rosters.queries.rosters import in_force


def duties_of_officer(officer_id: int, since: date) -> list[RosterDuty]:
    """Published duties from a day on, by day. Two statements."""
    published = in_force(Roster.objects.filter(last_day__gte=since))
    rows = RosterDuty.objects.filter(
        officer_id=officer_id, on__gte=since, roster_id__in=published.values("pk")
    )
    return list(rows.select_related("roster", "roster__police_unit").order_by("on"))
