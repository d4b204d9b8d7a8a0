"""Opening a personal record: a read that is written down, so it is a command."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch

from binhyen.engines.people.models import Assignment, Officer
from binhyen.engines.people.queries.standing import in_force
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, NotFound


def _unit_of(arguments: dict[str, Any]) -> int | None:
    """Where the officer serves on the day; where nobody serves, the permission must be held everywhere."""
    rows = in_force(arguments["on"]).filter(officer_id=arguments["officer_id"])
    return rows.values_list("police_unit__unit_id", flat=True).first()


@command("people.open_record", "Xem hồ sơ cán bộ", needs="people.view_personal", scope=_unit_of)
def officer_detail(actor: Actor, *, officer_id: int, on: date) -> Officer:
    """An officer with the chains of service, ranks and certificates joined; the journal notes who read it.

    Raises:
        Refused: the officer serves outside the actor's scope on that day.
        NotFound: no such officer.
    """
    chain = Assignment.objects.select_related("post", "police_unit", "wave").order_by("valid_from")
    rows = Officer.objects.select_related("home_unit").prefetch_related(
        Prefetch("assignments", chain), "ranks__rank", "qualifications__kind"
    )
    found = rows.filter(pk=officer_id).first()
    if found is None:
        raise NotFound(N_("Không có cán bộ số {officer_id}."), officer_id=officer_id)
    note("people.officer", found.pk)
    return found
