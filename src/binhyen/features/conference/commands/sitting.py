"""A sitting's one door: opening, every act while it sits, who comes and goes, closing."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from binhyen.features.conference.models import Conference, Delegate, Sitting, SittingEvent
from binhyen.features.conference.queries.readiness import refuse_unready
from binhyen.features.conference.queries.sitting import (
    acting_in,
    as_live,
    remember_committed,
    seat_in,
    sitting_by_topic,
    sitting_state,
    told,
    topic_of,
)
from binhyen.features.conference.queries.slides import shown
from binhyen.features.conference.rules.sitting import State
from binhyen.features.conference.rules.sitting_acts import (
    Acting,
    Entry,
    Floor,
    closing,
    entries,
)
from binhyen.features.conference.types import EventKind, Stage
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.foundation.realtime.api import dismiss, publish
from binhyen.foundation.realtime.media import api as media
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound, Refused, RuleBroken

LONGEST_KEY = 40

log = logging.getLogger(__name__)


@command("conference.open_room", "Mở phòng họp", needs="conference.view", scope=ANYWHERE)
def open_room(actor: Actor, *, conference_id: int) -> Sitting:
    """Open the room so that points may come in and be heard before the sitting begins; an open one stays.

    Raises:
        NotFound: no such conference.
        Refused: not of the desk.
        RuleBroken: what a sitting needs is missing, or it is over.
    """
    conference = _held(conference_id)
    _refuse_others(acting_in(actor, conference))
    found = Sitting.objects.filter(conference=conference).first()
    if found is not None:
        return found
    if conference.stage not in (Stage.DRAFT, Stage.INVITED):
        raise RuleBroken(N_("Phiên họp đã bế mạc."), kind="closed")
    refuse_unready(conference)
    made = Sitting.objects.create(conference=conference, room=secrets.token_urlsafe(24))
    transaction.on_commit(lambda: media.room_open(made.room), robust=True)
    note("conference.Sitting", made.pk, after={"room": "open"})
    return made


@command("conference.open_sitting", "Khai mạc phiên họp", needs="conference.view", scope=ANYWHERE)
def open_sitting(actor: Actor, *, conference_id: int) -> Sitting:
    """Open the sitting; opening an open one changes nothing.

    Raises:
        NotFound, Refused, RuleBroken: as `open_room`.
    """
    open_room(actor, conference_id=conference_id)
    conference, sitting = _held_sitting(conference_id)
    if sitting.began_at is not None:
        return sitting
    acting = acting_in(actor, conference)
    sitting.began_at = clock.now()
    sitting.save(update_fields=["began_at"])
    _stage(conference, Stage.SITTING)
    _write(sitting, [_from(acting, EventKind.OPENED)])
    note("conference.Sitting", sitting.pk, after={"began": True})
    return sitting


@command("conference.close_sitting", "Bế mạc phiên họp", needs="conference.view", scope=ANYWHERE)
def close_sitting(actor: Actor, *, conference_id: int) -> Sitting:
    """Close the sitting: the word and the vote that are open end first; links end with it.

    Raises:
        NotFound, Refused: as `open_room`.
        RuleBroken: it is not open.
    """
    conference, sitting = _held_sitting(conference_id)
    acting = acting_in(actor, conference)
    _refuse_others(acting)
    if sitting.began_at is None or sitting.ended_at is not None:
        raise RuleBroken(N_("Phiên họp không đang mở."), kind="not-open")
    state = sitting_state(sitting)
    sitting.ended_at = clock.now()
    sitting.save(update_fields=["ended_at"])
    _stage(conference, Stage.CLOSED)
    _write(sitting, [*closing(state), _from(acting, EventKind.CLOSED)])
    transaction.on_commit(lambda: media.room_close(sitting.room), robust=True)
    note("conference.Sitting", sitting.pk, after={"ended": True})
    return sitting


@command("conference.post", "Ghi diễn biến phiên họp", needs="conference.view", scope=ANYWHERE)
def post(
    actor: Actor, *, conference_id: int, kind: str, payload: Mapping[str, Any], key: str = ""
) -> SittingEvent:
    """Do something in a sitting: checked, numbered, written, and told to everybody who listens.

    Args:
        kind: an `EventKind`.
        payload: what the act says; `delegate` where it is about somebody else.
        key: made by the sender; the same key again changes nothing and answers the event of the first time.

    Raises:
        NotFound: no such conference, room or delegate.
        Refused, RuleBroken, Conflict, Invalid: see `rules/sitting_acts.py`.
    """
    conference, sitting = _held_sitting(conference_id)
    acting = acting_in(actor, conference)
    if len(key) > LONGEST_KEY:
        raise Invalid(N_("Khoá gửi lại dài quá {most} ký tự."), most=LONGEST_KEY)
    known = SittingEvent.objects.filter(sitting=sitting, key=key).first() if key else None
    if known is not None:
        if known.delegate_id != (acting.seat.id if acting.seat else None) and not acting.desk:
            raise Refused(N_("Khoá gửi lại này của người khác."), kind="not-yours")
        return known
    found = _kind(kind)
    state = sitting_state(sitting)
    remember_committed(sitting, state)
    given = _slide_content(conference, payload) if found is EventKind.SLIDE else dict(payload)
    rows = _write(sitting, entries(_floor(conference, state, given), acting, found, given), key)
    _carry_out(sitting, acting, rows)
    note("conference.Sitting", sitting.pk, after={"seq": rows[-1].seq, "kind": kind})
    return rows[-1]


@command("conference.note_presence", "Ghi điểm cầu vào, ra", needs="conference.run")
def note_presence(
    actor: Actor, *, topic: str, joined: Sequence[str], left: Sequence[str]
) -> list[SittingEvent]:
    """Write down whose lines were opened and closed, as realtime tells it: one event for all who came at once."""
    del actor
    found = sitting_by_topic(topic)
    if found is None or found.ended_at is not None:
        return []
    _conference, sitting = _held_sitting(found.conference_id)
    state = sitting_state(sitting)
    remember_committed(sitting, state)
    here = set(state["here"])
    known = set(
        Delegate.objects.filter(
            point__conference_id=sitting.conference_id, pk__in=_numbers([*joined, *left])
        ).values_list("pk", flat=True)
    )
    coming = sorted((_numbers(joined) & known) - here - set(state["kicked"]))
    going = sorted(_numbers(left) & known & here)
    rows = [
        Entry(kind, data={"delegates": numbers})
        for kind, numbers in ((EventKind.JOINED, coming), (EventKind.LEFT, going))
        if numbers
    ]
    note("conference.Sitting", sitting.pk, after={"joined": len(coming), "left": len(going)})
    return _write(sitting, rows) if rows else []


def presence_changed(topic: str, joined: Sequence[str], left: Sequence[str]) -> None:
    """What realtime calls when lines open and close; desks and projectors are no delegates."""
    joined = [who for who in joined if who.startswith("d")]
    left = [who for who in left if who.startswith("d")]
    if joined or left:
        note_presence(Actor.system(), topic=topic, joined=joined, left=left)


def _carry_out(sitting: Sitting, acting: Acting, rows: Sequence[SittingEvent]) -> None:
    """What follows outside the log: somebody thrown out loses their line; sound and picture obey."""
    last = rows[-1]
    kind, by = EventKind(last.kind), f"d{acting.seat.id}" if acting.seat else "desk"
    if kind is EventKind.RECORDING:
        # Recording must run before it is said to run.
        _moderate(sitting, by)
        media.record(sitting.room, on=last.payload["on"], by=by)
    if kind in (EventKind.KICKED, EventKind.MUTED):
        whom = f"d{last.payload['delegate']}"
        if kind is EventKind.KICKED:
            dismiss(topic_of(sitting), whom)
        transaction.on_commit(lambda: _hush(sitting, kind, last, by), robust=True)


def _hush(sitting: Sitting, kind: EventKind, event: SittingEvent, by: str) -> None:
    whom = f"d{event.payload['delegate']}"
    try:
        _moderate(sitting, by)
        if kind is EventKind.KICKED:
            media.kick(sitting.room, whom, by=by)
        else:
            media.mute(sitting.room, whom, on=event.payload["on"], by=by)
    except NotFound:
        # Whoever never asked for sound and picture has none to lose.
        log.debug("%s had no sound in %s", whom, sitting.pk)


def _moderate(sitting: Sitting, by: str) -> None:
    """Who acts at the desk moderates the room, whether or not they opened their own camera."""
    media.media_ticket(sitting.room, by, may_publish=True, moderates=True)


def _floor(conference: Conference, state: State, given: Mapping[str, Any]) -> Floor:
    named = str(given.get("delegate") or "")
    about = None
    if named:
        number = int(named) if named.isascii() and named.isdigit() and len(named) < 16 else 0
        about = seat_in(conference.pk, number)
    items = set(conference.items.values_list("pk", flat=True)) if "item" in given else set()
    points = set(conference.points.values_list("pk", flat=True)) if "point" in given else set()
    return Floor(state, about, items, points)


def _slide_content(conference: Conference, payload: Mapping[str, Any]) -> dict[str, Any]:
    text = str(payload.get("slide") or "")
    if not text:
        return {}
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
    return shown(conference, number)


def _write(sitting: Sitting, found: Sequence[Entry], key: str = "") -> list[SittingEvent]:
    now = clock.now()
    rows = [
        SittingEvent(
            sitting=sitting,
            seq=sitting.seq + place,
            kind=one.kind,
            delegate_id=one.who,
            point_id=one.point_id,
            payload=dict(one.data),
            key=key or None if place == len(found) else None,
            at=now,
        )
        for place, one in enumerate(found, 1)
    ]
    SittingEvent.objects.bulk_create(rows)
    sitting.seq += len(rows)
    sitting.save(update_fields=["seq"])
    for row in rows:
        event = as_live(told(row))
        publish(topic_of(sitting), event.kind, event.payload, seq=event.seq)
    return rows


def _from(acting: Acting, kind: EventKind) -> Entry:
    seat = acting.seat
    return Entry(kind, seat.id if seat else None, seat.point_id if seat else None)


def _held(conference_id: int) -> Conference:
    found = Conference.objects.select_for_update(of=("self",)).filter(pk=conference_id).first()
    if found is None:
        raise NotFound(N_("Không có hội nghị số {id}."), id=conference_id)
    return found


def _held_sitting(conference_id: int) -> tuple[Conference, Sitting]:
    """The conference and its sitting with its row held, so that numbers follow one another."""
    rows = Sitting.objects.select_for_update(of=("self",)).select_related("conference")
    found = rows.filter(conference_id=conference_id).first()
    if found is None:
        raise NotFound(N_("Phòng họp của hội nghị này chưa mở; hãy đợi thư ký mở phòng."))
    return found.conference, found


def _refuse_others(acting: Acting) -> None:
    if not acting.desk:
        raise Refused(N_("Việc này chỉ bàn chủ trì làm được."), kind="not-yours")


def _stage(conference: Conference, stage: Stage) -> None:
    Conference.objects.filter(pk=conference.pk).update(stage=stage)


def _kind(text: str) -> EventKind:
    try:
        return EventKind(text)
    except ValueError:
        raise Invalid(N_("Không có diễn biến loại “{name}”."), name=text[:20]) from None


def _numbers(whos: Sequence[str]) -> set[int]:
    return {int(one[1:]) for one in whos if one[1:].isascii() and one[1:].isdigit()}
