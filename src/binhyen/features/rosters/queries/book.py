"""The handover book of a station, day by day."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from binhyen.features.rosters.models import BookLine, RosterDuty
from binhyen.features.rosters.queries.rosters import overlapping
from binhyen.foundation.access.api import Actor, visible


def book(actor: Actor, unit_id: int, first: date, last: date) -> QuerySet[BookLine]:
    """The lines of some duty days, in the order written. One statement."""
    rows = visible(actor, BookLine.objects.filter(police_unit__unit_id=unit_id))
    return (
        rows.filter(on__gte=first, on__lte=last)
        .select_related("officer", "corrects")
        .order_by("on", "number")
    )


def on_duty(police_unit_id: int, on: date) -> list[RosterDuty]:
    """Who is on duty by the published roster that day. Two statements."""
    found = overlapping(police_unit_id, on, on).values_list("pk", flat=True)
    return list(
        RosterDuty.objects.filter(roster_id__in=list(found), on=on)
        .select_related("officer", "roster")
        .order_by("kind", "id")
    )
