"""A conference that was held without the system, as it is told afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from binhyen.features.conference.types import ItemKind, PointKind, Role
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
class HeldConference:
    """What is known of it; instants are aware, items follow one another from `starts_at`."""

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
