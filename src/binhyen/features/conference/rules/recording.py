"""A conference that was held without the system, as it is told afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from binhyen.features.conference.types import EventKind, ItemKind, PointKind, Role
from binhyen.kernel.errors import N_, Invalid


@dataclass(frozen=True, slots=True)
class HeldDelegate:
    """Somebody who sat at a point, by body and office, never by name."""

    body: str
    office: str
    role: Role = Role.DELEGATE
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class HeldPoint:
    """A bridge point with whoever is known to have sat there."""

    unit_id: int
    name: str
    kind: PointKind = PointKind.MEMBER
    delegates: tuple[HeldDelegate, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldItem:
    """An item of the agenda as it was dealt with."""

    kind: ItemKind
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class HeldHappening:
    """Something that happened `after` the opening; seats and items are named by their place in the conference, from 0.

    Attributes:
        seat: who did it; seats are counted over all points in order.
        about: whom it was about, where that is somebody else.
        item: the item it was about.
    """

    kind: EventKind
    after: timedelta
    seat: int | None = None
    about: int | None = None
    item: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeldConference:
    """What is known of it; instants are aware, items follow one another from `starts_at`.

    Attributes:
        happenings: what happened between opening and close, in order; without any, everybody was there and the items
            were dealt with one after the other.
    """

    series_code: str
    series_title: str
    unit_id: int
    code: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    points: tuple[HeldPoint, ...] = ()
    items: tuple[HeldItem, ...] = ()
    previous_code: str = ""
    purpose: str = ""
    simulated: bool = False
    happenings: tuple[HeldHappening, ...] = ()


def item_starts(held: HeldConference) -> tuple[datetime, ...]:
    """When each item began, one after the other.

    Raises:
        Invalid: it ended before it began, or the items take longer than it lasted.
    """
    if held.ends_at <= held.starts_at:
        raise Invalid(N_("Hội nghị kết thúc trước khi bắt đầu."))
    starts, at = [], held.starts_at
    for item in held.items:
        starts.append(at)
        at += timedelta(minutes=item.minutes)
    if at > held.ends_at:
        raise Invalid(N_("Chương trình dài hơn thời gian họp."))
    return tuple(starts)


def in_order(held: HeldConference) -> tuple[HeldHappening, ...]:
    """The happenings, checked: within the conference, in order of time, about seats and items there are.

    Raises:
        Invalid: one is outside the conference, out of order, or about nobody.
    """
    seats, last = sum(len(one.delegates) for one in held.points), timedelta(0)
    for place, one in enumerate(held.happenings, 1):
        named = [who for who in (one.seat, one.about) if who is not None]
        outside = one.after < last or held.starts_at + one.after > held.ends_at
        unknown = any(not 0 <= who < seats for who in named) or (
            one.item is not None and not 0 <= one.item < len(held.items)
        )
        if outside or unknown or one.kind in {EventKind.OPENED, EventKind.CLOSED}:
            raise Invalid(N_("Diễn biến thứ {place} không khớp với hội nghị."), place=place)
        last = one.after
    return held.happenings
