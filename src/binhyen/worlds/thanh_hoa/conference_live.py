"""A played conference through the doors that people use: prepared, opened, every act posted by who acts, closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from binhyen.features.conference.api import (
    Conference,
    Delegate,
    EventKind,
    HeldConference,
    HeldHappening,
    NewConference,
    NewDelegate,
    NewItem,
    NewPoint,
    add_delegates,
    add_item,
    add_points,
    close_sitting,
    delegate_actor,
    delegates_in_order,
    new_conference,
    new_series,
    open_sitting,
    post,
    presence_changed,
    series_of,
    sitting_of,
    topic_of,
)
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock

PREPARED = timedelta(days=7)
PRESENCE = (EventKind.JOINED, EventKind.LEFT)


@dataclass(frozen=True, slots=True)
class Cast:
    """The conference's delegates in order of seats, and its agenda's items."""

    conference: Conference
    seats: Sequence[Delegate]
    items: Sequence[int]
    topic: str


def play_live(actor: Actor, held: HeldConference) -> Conference:
    """Play a course at the hours it names; every act is checked, numbered and told as one from a browser.

    Raises:
        DomainError: an act that the sitting's own rules refuse.
    """
    with clock.frozen(held.starts_at - PREPARED):
        conference, items = _prepared(actor, held)
    with clock.frozen(held.starts_at):
        open_sitting(actor, conference_id=conference.pk)
    cast = Cast(
        conference,
        delegates_in_order(conference.pk),
        items,
        topic_of(sitting_of(conference.pk)),
    )
    for happening in held.happenings:
        with clock.frozen(held.starts_at + happening.after):
            _happen(cast, happening)
    with clock.frozen(held.ends_at):
        close_sitting(actor, conference_id=conference.pk)
    return Conference.objects.get(pk=conference.pk)


def _prepared(actor: Actor, held: HeldConference) -> tuple[Conference, list[int]]:
    if not series_of(actor).filter(code=held.series_code).exists():
        new_series(actor, unit_id=held.unit_id, code=held.series_code, title=held.series_title)
    conference = new_conference(
        actor,
        new=NewConference(
            held.unit_id,
            held.series_code,
            held.code,
            held.title,
            held.starts_at,
            held.ends_at,
            held.place,
            template="",
            simulated=held.simulated,
        ),
    )
    where = {"conference_id": conference.pk}
    points = add_points(
        actor,
        **where,
        points=[NewPoint(one.unit_id, one.kind, one.name) for one in held.points],
        seats=False,
    )
    add_delegates(
        actor,
        **where,
        delegates=[
            NewDelegate(point.pk, one.body, one.office, one.role)
            for point, told in zip(points, held.points, strict=True)
            for one in told.delegates
        ],
    )
    for one in held.items:
        add_item(actor, **where, item=NewItem(one.kind, one.title, one.minutes))
    return conference, list(conference.items.values_list("pk", flat=True))


def _happen(cast: Cast, happening: HeldHappening) -> None:
    if happening.seat is None:
        return
    seat = cast.seats[happening.seat]
    if happening.kind in PRESENCE:
        who = [f"d{seat.pk}"]
        came = happening.kind is EventKind.JOINED
        presence_changed(cast.topic, who if came else [], [] if came else who)
        return
    acting, payload = seat, dict[str, Any](happening.payload)
    if happening.about is not None:
        payload["delegate"] = cast.seats[happening.about].pk
    if happening.item is not None:
        payload["item"] = cast.items[happening.item]
    if happening.kind is EventKind.AWARDED:
        # The desk notes what is handed out at a point.
        acting, payload["point"] = cast.seats[0], seat.point_id
    post(
        delegate_actor(acting),
        conference_id=cast.conference.pk,
        kind=happening.kind,
        payload=payload,
    )
