"""Conferences as a reader may see them, who is at the desk, and the catalogue's numbers for preparing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from binhyen.engines.indicators.api import work_calendar
from binhyen.features.conference.entries_preparing import ConferenceDefaults, Phase, Template
from binhyen.features.conference.models import Conference, Delegate, Point, Series
from binhyen.features.conference.queries.minutes import minuting
from binhyen.features.conference.rules.preparing import last_day_to_invite
from binhyen.foundation.access.api import Actor, allows, visible, visible_ids
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.text import fold
from binhyen.kernel.yamlfile import load_entry


@dataclass(frozen=True, slots=True)
class PhaseDue:
    """A step of preparing with its last day."""

    phase: Phase
    due_on: date


def conference_of(actor: Actor, conference_id: int) -> Conference:
    """One conference, for whoever may read it: host and points within the actor's scope, and its delegates.

    Raises:
        NotFound: no such conference, or not for this actor.
    """
    if actor.kind == "delegate" and not seats_of(actor, conference_id).exists():
        raise NotFound(N_("Không có hội nghị số {id}."), id=conference_id)
    return minuting(actor, conference_id)


def conferences(actor: Actor, text: str = "") -> list[Conference]:
    """Every conference the actor may read, newest first, found without accents, with `point_count`."""
    rows = _readable(actor).select_related("series").annotate(point_count=Count("points"))
    words = fold(text).split()
    return [one for one in rows if all(word in _searched(one) for word in words)]


def series_of(actor: Actor) -> QuerySet[Series]:
    """The series an actor may add conferences to."""
    return visible(actor, Series.objects.order_by("title"), needs="conference.prepare")


def at_desk(actor: Actor, conference: Conference) -> bool:
    """Whether the actor prepares or runs the conference."""
    return any(
        allows(actor, needs, conference.unit_id)
        for needs in ("conference.prepare", "conference.run")
    )


def of_point(actor: Actor, point: Point) -> bool:
    """Whether the actor belongs to a point: its delegate, or with a role in that very unit (not above it)."""
    if actor.id is None:
        return False
    if actor.kind == "delegate":
        return Delegate.objects.filter(pk=actor.id, point=point).exists()
    if point.unit_id in actor.scopes("conference.view"):
        return True
    return actor.kind == "person" and point.delegates.filter(account_id=actor.id).exists()


def seats_of(actor: Actor, conference_id: int) -> QuerySet[Delegate]:
    """The actor's own seats in a conference, by account or by link."""
    rows = Delegate.objects.filter(point__conference_id=conference_id).select_related("point")
    if actor.id is None or actor.kind not in ("delegate", "person"):
        return rows.none()
    if actor.kind == "delegate":
        return rows.filter(pk=actor.id, ticket_revoked=False)
    return rows.filter(account_id=actor.id)


def own_points(actor: Actor, conference: Conference) -> set[int]:
    """Ids of the points the actor belongs to; one or two statements."""
    found = set(seats_of(actor, conference.pk).values_list("point_id", flat=True))
    units = [one for one in actor.scopes("conference.view") if one is not None]
    if units and actor.kind != "delegate":
        found |= set(conference.points.filter(unit_id__in=units).values_list("pk", flat=True))
    return found


def defaults() -> ConferenceDefaults:
    """What `conference.yaml` of the installation's catalogue says.

    Raises:
        Invalid: the file breaks its shape; the rows name file and line.
    """
    return _read(Path(settings.BINHYEN_CATALOGUE))


def template_of(code: str) -> Template:
    """A template of agendas.

    Raises:
        NotFound: none of that code.
    """
    found = next((one for one in defaults().templates if one.code == code), None)
    if found is None:
        raise NotFound(N_("Không có mẫu chương trình “{code}”."), code=code[:60])
    return found


def held_on(conference: Conference) -> date:
    """The day in Vietnam on which a conference begins."""
    return conference.starts_at.astimezone(clock.HANOI).date()


def invite_until(conference: Conference) -> date:
    """The last day on which invitations are in time."""
    days = defaults().invitation_working_days
    return last_day_to_invite(work_calendar(), held_on(conference), days)


def phases_of(conference: Conference) -> tuple[PhaseDue, ...]:
    """The steps of preparing with their last days, in order."""
    calendar, day = work_calendar(), held_on(conference)
    return tuple(
        PhaseDue(one, last_day_to_invite(calendar, day, one.working_days))
        for one in defaults().phases
    )


def _readable(actor: Actor) -> QuerySet[Conference]:
    rows = Conference.objects.all()
    units = visible_ids(actor, "conference.view")
    if units is None:
        return rows
    scopes = [one for one in actor.scopes("conference.view") if one is not None]
    points = Point.objects.filter(conference=OuterRef("pk"))
    found = Q(pk__in=[])
    if scopes:
        found |= Q(unit_id__in=units) | Q(unit_id__in=scopes)
        found |= Q(Exists(points.filter(Q(unit_id__in=units) | Q(unit_id__in=scopes))))
    if actor.kind == "person" and actor.id is not None:
        found |= Q(Exists(points.filter(delegates__account_id=actor.id)))
    return rows.filter(found)


def _searched(one: Conference) -> str:
    return fold(f"{one.code} {one.title} {one.place} {one.series.title}")


@cache
def _read(catalogue: Path) -> ConferenceDefaults:
    return load_entry(catalogue / "conference.yaml", ConferenceDefaults)
