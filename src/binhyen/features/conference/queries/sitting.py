"""Sittings as they stand: the log, the state folded from it, who acts, who may listen, and the tickets for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import connection, transaction

from binhyen.features.conference.models import Conference, Delegate, Sitting, SittingEvent
from binhyen.features.conference.queries.preparing import seats_of
from binhyen.features.conference.rules.sitting import State, Told, first_state, folded
from binhyen.features.conference.rules.sitting_acts import Acting, SeatFacts
from binhyen.features.conference.types import PointKind, Role
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.realtime.api import Event, ticket
from binhyen.kernel.errors import N_, NotFound, Refused

FAMILY = "sitting"
TICKET_MINUTES = 30
_REMEMBERED = 64
_COLUMNS = ("seq", "kind", "at", "delegate_id", "point_id", "payload")
# By room, which is never used twice; only what is committed is remembered.
_states: OrderedDict[str, State] = OrderedDict()
_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class Listening:
    """What a page needs to follow a sitting."""

    topic: str
    ticket: str
    after: int


def sitting_of(conference_id: int) -> Sitting:
    """The sitting of a conference.

    Raises:
        NotFound: its room is not open yet.
    """
    rows = Sitting.objects.select_related("conference")
    found = rows.filter(conference_id=conference_id).first()
    if found is None:
        raise NotFound(N_("Phòng họp của hội nghị này chưa mở; hãy đợi thư ký mở phòng."))
    return found


def sitting_state(sitting: Sitting, upto: int | None = None) -> State:
    """The state of a sitting, or as it was after event `upto`. One statement; only events not yet read are read."""
    if upto is not None:
        rows = SittingEvent.objects.filter(sitting=sitting, seq__lte=upto)
        return folded(first_state(), _told_rows(rows))
    with _guard:
        known = _states.get(sitting.room) or first_state()
    newer = SittingEvent.objects.filter(sitting=sitting, seq__gt=known["seq"])
    state = folded(known, _told_rows(newer))
    if not connection.in_atomic_block:
        _remember(sitting.room, state)
    return state


def remember_committed(sitting: Sitting, state: State) -> None:
    """Keep a state for the next reader once the transaction it was read in has committed."""
    transaction.on_commit(lambda: _remember(sitting.room, state), robust=True)


def catch_up(sitting: Sitting, after: int) -> list[Told]:
    """What happened after event `after`, in order."""
    return _told_rows(SittingEvent.objects.filter(sitting=sitting, seq__gt=after))


def told(event: SittingEvent) -> Told:
    """One event as everybody hears it."""
    return _told(event.seq, event.kind, event.at, event.delegate_id, event.point_id, event.payload)


def acting_in(actor: Actor, conference: Conference, seat: Delegate | None = None) -> Acting:
    """Who the actor is in a sitting; two statements at most.

    Args:
        seat: theirs, where it is known; else it is looked for.

    Raises:
        Refused: neither of the desk nor a delegate.
    """
    found = seat or own_seat(actor, conference.pk)
    facts = seat_facts(found) if found else None
    head = found is not None and found.point.kind == PointKind.MAIN
    chair = bool(facts and head and facts.role is Role.CHAIR)
    desk = chair or bool(facts and head and facts.role is Role.SECRETARY)
    runs = actor.kind != "delegate" and allows(actor, "conference.run", conference.unit_id)
    if facts is None and not runs:
        raise Refused(N_("Bạn không có chỗ trong hội nghị này."), kind="no-seat")
    return Acting(facts, desk or runs, chair or actor.unlimited)


def own_seat(actor: Actor, conference_id: int) -> Delegate | None:
    """The actor's seat: the one at the desk before others. One statement."""
    seats = list(seats_of(actor, conference_id).filter(substitutes=None))
    first = {Role.CHAIR: 0, Role.SECRETARY: 1}
    seats.sort(key=lambda one: (first.get(Role(one.role), 2), one.place_in_order, one.pk))
    return seats[0] if seats else None


def seat_facts(found: Delegate) -> SeatFacts:
    """A seat as rules ask for it; `substitutes` is one statement more unless fetched before."""
    replaced = bool(found.ticket_revoked and not found.votes)
    name = f"{found.office} – {found.point.name}"
    return SeatFacts(found.pk, found.point_id, name, Role(found.role), found.votes, replaced)


def seat_in(conference_id: int, delegate_id: int) -> SeatFacts:
    """Any seat of a conference.

    Raises:
        NotFound: not of this conference.
    """
    rows = Delegate.objects.select_related("point").filter(point__conference_id=conference_id)
    found = rows.filter(pk=delegate_id).first()
    if found is None:
        raise NotFound(N_("Hội nghị không có đại biểu số {id}."), id=delegate_id)
    return seat_facts(found)


def topic_of(sitting: Sitting) -> str:
    """The name under which a sitting's events are told."""
    return f"{FAMILY}/{sitting.room}"


def listening(sitting: Sitting, who: str, after: int) -> Listening:
    """A ticket for one listener, to go on after event `after`.

    Args:
        who: `d<delegate>`, whose presence is told, or `a<account>` and `hall`, whose is not.
    """
    topic = topic_of(sitting)
    return Listening(topic, ticket(topic, who, TICKET_MINUTES), after)


def admit(topic: str, who: str) -> bool:
    """Whether somebody with a ticket may still listen: delegates who were not thrown out nor lost their link."""
    sitting = _by_topic(topic)
    if sitting is None:
        return False
    if not who.startswith("d"):
        return True
    number = int(who[1:]) if who[1:].isdigit() else 0
    seats = Delegate.objects.filter(pk=number, point__conference_id=sitting.conference_id)
    # A link revoked ends; somebody with an account has no link to lose.
    held = seats.exclude(account=None) | seats.exclude(ticket_digest="")
    return number not in sitting_state(sitting)["kicked"] and held.exists()


def replay(topic: str, after: int) -> Iterable[Event]:
    """What a listener missed."""
    sitting = _by_topic(topic)
    if sitting is None:
        return []
    return [as_live(one) for one in catch_up(sitting, after)]


def as_live(event: Told) -> Event:
    """An event as it goes over the line."""
    payload = {name: value for name, value in event.items() if name not in ("seq", "kind")}
    return Event(event["kind"], payload, event["seq"])


def sitting_by_topic(topic: str) -> Sitting | None:
    """The sitting whose topic this is."""
    return _by_topic(topic)


def _by_topic(topic: str) -> Sitting | None:
    room = topic.partition("/")[2]
    return Sitting.objects.select_related("conference").filter(room=room).first()


def _remember(room: str, state: State) -> None:
    with _guard:
        known = _states.get(room)
        if known is None or known["seq"] < state["seq"]:
            _states[room] = state
        _states.move_to_end(room)
        while len(_states) > _REMEMBERED:
            _states.popitem(last=False)


def _told_rows(rows: Any) -> list[Told]:
    return [_told(*row) for row in rows.order_by("seq").values_list(*_COLUMNS)]


def _told(seq: int, kind: str, at: Any, who: int | None, point: int | None, data: Any) -> Told:
    return {
        "seq": seq,
        "kind": str(kind),
        "at": at.astimezone(UTC).isoformat(timespec="milliseconds"),
        "who": who,
        "point": point,
        "data": data,
    }
