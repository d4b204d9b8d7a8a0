"""The agenda with its times, and the open matters that could stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from binhyen.engines.tasks.api import Matter, matters
from binhyen.features.conference.models import AgendaItem, Conference
from binhyen.features.conference.rules.agenda import timed
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item with when it begins and ends."""

    place: int
    item: AgendaItem
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda against the clock.

    Attributes:
        version: of the conference; a change names it.
        minutes: sum of the items.
        over: minutes past the conference's end; 0 when it fits.
        spare: minutes left before the end.
    """

    lines: tuple[AgendaLine, ...]
    version: int
    minutes: int
    over: int
    spare: int


def agenda_of(conference: Conference) -> Agenda:
    """Items in order with their times; one statement."""
    items = list(items_of(conference.pk))
    timing = timed(conference.starts_at, conference.ends_at, [one.minutes for one in items])
    lines = tuple(
        AgendaLine(place, item, *span)
        for place, (item, span) in enumerate(zip(items, timing.spans, strict=True), 1)
    )
    return Agenda(lines, conference.version, timing.minutes, timing.over, timing.spare)


def items_of(conference_id: int) -> QuerySet[AgendaItem]:
    """The items in order, with their speakers and how many papers each has."""
    return AgendaItem.objects.filter(conference_id=conference_id).select_related("speaker__point")


def matters_for(actor: Actor, conference: Conference) -> list[Matter]:
    """Open matters at and below the host that are not on the agenda yet; none for who may not see matters there."""
    try:
        found = matters(actor, conference.unit_id, clock.today(), open_only=True)
    except DomainError:
        return []
    taken = set(conference.items.exclude(matter_id=None).values_list("matter_id", flat=True))
    return [one for one in found if one.pk not in taken]
