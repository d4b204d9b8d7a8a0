"""Minutes as they stand: the newest version with what happened since, versions and their differences, texts kept aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from binhyen.engines.documents.api import Document
from binhyen.engines.units.api import structure
from binhyen.features.conference.models import (
    Conclusion,
    Conference,
    Delegate,
    MinutesVersion,
    SittingEvent,
)
from binhyen.features.conference.rules.agencies import Agency, agency
from binhyen.features.conference.rules.minutes import (
    SECTION_TITLES,
    Happening,
    Line,
    MergedSection,
    Seated,
    Sections,
    SittingFacts,
    carried,
    difference,
    drafted,
    merged,
)
from binhyen.features.conference.text.minutes import Headed, minutes_document
from binhyen.features.conference.types import EventKind, MinutesPhase, Role
from binhyen.foundation.access.api import Actor, allows, allows_somewhere
from binhyen.foundation.audit.api import installation
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, NotFound


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes as the secretary sees them now.

    Attributes:
        number: the version they stand on; 0 before anything was saved.
        sections: that version's text with what happened since.
        fresh: sections that hold lines nobody has saved yet.
        upto: number of the newest event taken in; a save names it.
        waiting: texts kept aside that began from this version or later and nobody has merged.
    """

    conference_id: int
    number: int
    phase: MinutesPhase
    sections: dict[str, str]
    fresh: frozenset[str]
    upto: int
    waiting: tuple[MinutesVersion, ...]


def minuting(actor: Actor, conference_id: int) -> Conference:
    """The conference, for whoever may read its minutes: host and points within the actor's scope, and its delegates.

    Raises:
        NotFound: no such conference, or not for this actor.
    """
    found = Conference.objects.select_related("sitting", "previous", "notice__document").filter(
        pk=conference_id
    )
    conference = found.first()
    if conference is None or not _may_read(actor, conference):
        raise NotFound(N_("Không có hội nghị số {id}."), id=conference_id)
    return conference


def minutes_of(actor: Actor, conference_id: int) -> Minutes:
    """The newest version with every event since taken in; before the first version, the draft alone.

    Cost: seven statements, whatever the number of events.
    """
    conference = minuting(actor, conference_id)
    newest = newest_version(conference.pk)
    upto, draft = draft_of(conference)
    number, phase, sections = 0, MinutesPhase.DRAFT, draft
    if newest is not None:
        number, phase = newest.number, MinutesPhase(newest.phase)
        sections = newest.sections
        if phase is not MinutesPhase.FINAL:
            sections = _carried_all(newest, draft)
    saved = newest.sections if newest is not None else {}
    fresh = frozenset(key for key, text in sections.items() if text != saved.get(key, ""))
    return Minutes(
        conference.pk, number, phase, dict(sections), fresh, upto, tuple(_waiting(conference.pk))
    )


def newest_version(conference_id: int) -> MinutesVersion | None:
    """The version that counts: the newest that is not kept aside."""
    return (
        MinutesVersion.objects.filter(conference_id=conference_id, aside=False)
        .order_by("-number")
        .first()
    )


def minutes_versions(actor: Actor, conference_id: int) -> QuerySet[MinutesVersion]:
    """Every version, newest first, those kept aside among them."""
    conference = minuting(actor, conference_id)
    versions = MinutesVersion.objects.filter(conference=conference)
    return versions.select_related("document").order_by("-number")


def minutes_version(actor: Actor, conference_id: int, number: int) -> MinutesVersion:
    """One version.

    Raises:
        NotFound: none of that number.
    """
    found = minutes_versions(actor, conference_id).filter(number=number).first()
    if found is None:
        raise NotFound(N_("Biên bản không có phiên bản {number}."), number=number)
    return found


def minutes_difference(
    actor: Actor, conference_id: int, old: int, new: int
) -> list[tuple[str, tuple[Line, ...]]]:
    """Title and lines of each section that differs between two versions; version 0 is the empty page."""
    before: Sections = minutes_version(actor, conference_id, old).sections if old else {}
    after = minutes_version(actor, conference_id, new).sections
    return [
        (title, difference(before.get(key, ""), after.get(key, "")))
        for key, title in SECTION_TITLES.items()
        if before.get(key, "") != after.get(key, "")
    ]


def minutes_merge(actor: Actor, conference_id: int, number: int) -> tuple[MergedSection, ...]:
    """A text kept aside beside the minutes as they stand now, section by section.

    Raises:
        NotFound: no text kept aside under that number.
    """
    kept = minutes_version(actor, conference_id, number)
    if not kept.aside:
        raise NotFound(N_("Phiên bản {number} không phải bản để riêng."), number=number)
    began = MinutesVersion.objects.filter(conference_id=conference_id, number=kept.base).first()
    if began is None:
        start: Sections = kept.drafted
    else:
        start = _carried_all(began, kept.drafted)
    return merged(start, kept.sections, minutes_of(actor, conference_id).sections)


def minutes_draft(actor: Actor, conference_id: int, number: int) -> Document:
    """A version as a document, to be shown as a preview."""
    conference = minuting(actor, conference_id)
    version = minutes_version(actor, conference_id, number)
    return minutes_document(headed(conference), version.sections)


def draft_of(conference: Conference, upto: int | None = None) -> tuple[int, dict[str, str]]:
    """The number of the newest event read and the draft made of all events to there."""
    facts, newest = _facts(conference, upto)
    return newest, drafted(facts)


def happenings(conference: Conference) -> list[tuple[EventKind, dict[str, Any]]]:
    """Kind and content of every event of the sitting, in order."""
    events = SittingEvent.objects.filter(sitting__conference=conference).order_by("seq")
    found = events.values_list("kind", "payload")
    return [(EventKind(kind), _dict(payload)) for kind, payload in found]


def headed(conference: Conference) -> Headed:
    """What its documents say of a conference, dated today."""
    day = conference.starts_at.astimezone(clock.HANOI).date()
    simulated = conference.simulated or bool(installation().demo_world)
    return Headed(agency_of(conference), conference.title, day, clock.today(), simulated)


def agency_of(conference: Conference) -> Agency:
    """The police of the hosting unit as it stood on the day of the conference."""
    tree = structure(conference.starts_at.astimezone(clock.HANOI).date())
    unit = tree.get(conference.unit_id)
    above = tree.get(unit.parent_id).full_name if unit.parent_id else ""
    return agency(unit.level, unit.full_name, unit.name, above)


def sits_in(actor: Actor, conference_id: int) -> bool:
    """Whether the actor has a seat in the conference, by account or by a link of their own."""
    seats = Delegate.objects.filter(point__conference_id=conference_id, ticket_revoked=False)
    if actor.id is None or actor.kind not in {"person", "delegate"}:
        return False
    if actor.kind == "delegate":
        return seats.filter(pk=actor.id).exists()
    return seats.filter(account_id=actor.id).exists()


def _carried_all(version: MinutesVersion, draft: Sections) -> dict[str, str]:
    """A version's text with what a later draft tells besides."""
    return {
        key: carried(
            version.sections.get(key, ""), version.drafted.get(key, ""), draft.get(key, "")
        )
        for key in SECTION_TITLES
    }


def _may_read(actor: Actor, conference: Conference) -> bool:
    if not allows_somewhere(actor, "conference.view"):
        return sits_in(actor, conference.pk)
    units = {conference.unit_id, *conference.points.values_list("unit_id", flat=True)}
    day = conference.starts_at.astimezone(clock.HANOI).date()
    if any(allows(actor, "conference.view", unit_id, then=day) for unit_id in units):
        return True
    return sits_in(actor, conference.pk)


def _waiting(conference_id: int) -> Iterable[MinutesVersion]:
    """Texts kept aside after which nobody saved a version that names them as read."""
    aside = MinutesVersion.objects.filter(conference_id=conference_id, aside=True)
    taken: set[int] = set()
    kept = MinutesVersion.objects.filter(conference_id=conference_id, aside=False)
    for numbers in kept.values_list("drafted__merged", flat=True):
        taken |= set(numbers or ())
    return [one for one in aside.order_by("number") if one.number not in taken]


def _facts(conference: Conference, upto: int | None) -> tuple[SittingFacts, int]:
    delegates = Delegate.objects.filter(point__conference=conference).select_related(
        "point", "stands_for"
    )
    seated = tuple(
        Seated(
            one.pk,
            str(one),
            one.point_id,
            one.point.name,
            Role(one.role),
            str(one.stands_for) if one.stands_for else "",
        )
        for one in delegates.order_by("point__place_in_order", "place_in_order", "pk")
    )
    points = dict(conference.points.values_list("pk", "name"))
    events = SittingEvent.objects.filter(sitting__conference=conference).order_by("seq")
    if upto is not None:
        events = events.filter(seq__lte=upto)
    happenings = tuple(
        Happening(
            seq,
            EventKind(kind),
            at.astimezone(clock.HANOI),
            delegate_id,
            points.get(point_id, ""),
            _dict(payload),
        )
        for seq, kind, at, delegate_id, point_id, payload in events.values_list(
            "seq", "kind", "at", "delegate_id", "point_id", "payload"
        )
    )
    facts = SittingFacts(
        conference.title,
        conference.place,
        points,
        seated,
        dict(conference.items.values_list("pk", "title")),
        tuple(Conclusion.objects.filter(conference=conference).values_list("text", flat=True)),
        happenings,
    )
    return facts, happenings[-1].seq if happenings else 0


def _dict(payload: object) -> dict[str, Any]:
    return payload if isinstance(payload, dict) else {}
