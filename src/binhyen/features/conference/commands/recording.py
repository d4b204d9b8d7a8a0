"""Entering a conference that was held elsewhere, so that its conclusions can be followed here."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from binhyen.features.conference.models import (
    AgendaItem,
    Conference,
    Delegate,
    Point,
    Series,
    Sitting,
    SittingEvent,
)
from binhyen.features.conference.rules.recording import (
    HeldConference,
    HeldPoint,
    in_order,
    item_starts,
)
from binhyen.features.conference.types import EventKind, Role, Stage
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, RuleBroken
from binhyen.kernel.text import clean_text

_Told = tuple[EventKind, Delegate | None, dict[str, Any], datetime]


def _host(arguments: dict[str, Any]) -> int:
    return int(arguments["held"].unit_id)


@command(
    "conference.record_conference",
    "Ghi lại hội nghị đã họp",
    needs="conference.prepare",
    scope=_host,
)
def record_conference(actor: Actor, *, held: HeldConference) -> Conference:
    """Enter a conference that is over: points, who sat there by office, agenda, opening and close.

    Raises:
        Conflict: a conference of that code exists.
        NotFound: the conference before it is not known.
        RuleBroken: it is not over yet.
        Invalid: times that do not fit, or a text that may not be stored.
    """
    if held.ends_at > clock.now():
        raise RuleBroken(N_("Hội nghị chưa họp xong nên chưa ghi lại được."))
    starts = item_starts(held)
    conference = _conference(held)
    points = _points(conference, held.points)
    delegates = _delegates(list(zip(points, held.points, strict=True)))
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            conference=conference,
            place_in_order=place,
            kind=item.kind,
            title=clean_text(item.title, 400),
            minutes=item.minutes,
        )
        for place, item in enumerate(held.items, 1)
    )
    _happened(conference, held, delegates, list(zip(items, starts, strict=True)))
    note(
        "conference.Conference",
        conference.pk,
        after={"code": conference.code, "points": len(points), "delegates": len(delegates)},
    )
    return conference


def _conference(held: HeldConference) -> Conference:
    if Conference.objects.filter(code=held.code).exists():
        raise Conflict(N_("Đã có hội nghị mã {code}."), code=held.code)
    series, _made = Series.objects.get_or_create(
        code=clean_text(held.series_code, 60),
        defaults={"unit_id": held.unit_id, "title": clean_text(held.series_title, 300)},
    )
    return Conference.objects.create(
        series=series,
        unit_id=held.unit_id,
        previous=_previous(held.previous_code),
        code=clean_text(held.code, 60),
        title=clean_text(held.title, 400),
        purpose=clean_text(held.purpose, 20_000, multiline=True),
        starts_at=held.starts_at,
        ends_at=held.ends_at,
        place=clean_text(held.place, 300),
        stage=Stage.CLOSED,
        simulated=held.simulated,
    )


def _previous(code: str) -> Conference | None:
    if not code:
        return None
    found = Conference.objects.filter(code=code).first()
    if found is None:
        raise NotFound(N_("Không có hội nghị mã {code}."), code=code[:60])
    return found


def _points(conference: Conference, points: Sequence[HeldPoint]) -> list[Point]:
    if len({(one.unit_id, one.name) for one in points}) != len(points):
        raise Invalid(N_("Một điểm cầu ghi hai lần."))
    return Point.objects.bulk_create(
        Point(
            conference=conference,
            unit_id=one.unit_id,
            kind=one.kind,
            place_in_order=place,
            name=clean_text(one.name, 300),
        )
        for place, one in enumerate(points, 1)
    )


def _delegates(points: Sequence[tuple[Point, HeldPoint]]) -> list[Delegate]:
    return Delegate.objects.bulk_create(
        Delegate(
            point=point,
            body=clean_text(one.body, 300),
            office=clean_text(one.office, 300),
            role=one.role,
            place_in_order=place,
            simulated=one.simulated,
        )
        for point, held in points
        for place, one in enumerate(held.delegates, 1)
    )


def _happened(
    conference: Conference,
    held: HeldConference,
    delegates: Sequence[Delegate],
    items: Sequence[tuple[AgendaItem, datetime]],
) -> None:
    """What is known: opening, what happened or else who was there and the items in order, the close."""
    chair = next((one for one in delegates if one.role == Role.CHAIR), None)
    told: list[_Told] = [(EventKind.OPENED, chair, {}, held.starts_at)]
    if held.happenings:
        told += _in_detail(held, delegates, [item for item, _at in items])
    else:
        told += [(EventKind.PRESENT, one, {}, held.starts_at) for one in delegates]
        told += [(EventKind.ITEM, chair, {"item": item.pk}, at) for item, at in items]
    told.append((EventKind.CLOSED, chair, {}, held.ends_at))
    sitting = Sitting.objects.create(
        conference=conference,
        room=secrets.token_urlsafe(24),
        began_at=held.starts_at,
        ended_at=held.ends_at,
        seq=len(told),
    )
    SittingEvent.objects.bulk_create(
        SittingEvent(
            sitting=sitting,
            seq=seq,
            kind=kind,
            delegate=who,
            point=who.point if who else None,
            payload=payload,
            at=at,
        )
        for seq, (kind, who, payload, at) in enumerate(told, 1)
    )


def _in_detail(
    held: HeldConference, delegates: Sequence[Delegate], items: Sequence[AgendaItem]
) -> list[_Told]:
    told: list[_Told] = []
    for one in in_order(held):
        payload = dict(one.payload)
        if one.about is not None:
            payload["delegate"] = delegates[one.about].pk
        if one.item is not None:
            payload["item"] = items[one.item].pk
        who = delegates[one.seat] if one.seat is not None else None
        told.append((one.kind, who, payload, held.starts_at + one.after))
    return told
