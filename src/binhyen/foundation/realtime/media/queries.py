"""Reads of rooms and seats."""

from __future__ import annotations

from collections.abc import Iterable

from binhyen.foundation.realtime.media import tickets
from binhyen.foundation.realtime.media.models import MediaRoom, MediaSeat
from binhyen.foundation.realtime.media.types import Member
from binhyen.kernel.errors import N_, NotFound, Refused

BARRED = N_("Chủ trì đã mời bạn ra khỏi phòng họp trực tuyến.")
CLOSED = N_("Phòng họp trực tuyến “{room}” không mở.")


def open_room(room: str) -> MediaRoom:
    """The room of that name.

    Raises:
        NotFound: there is none, or it is closed.
    """
    found = MediaRoom.objects.filter(name=room, closed_at=None).first()
    if found is None:
        raise NotFound(CLOSED, room=room)
    return found


def members(room: str) -> list[Member]:
    """Everybody who was given a ticket for the room, in that order; empty for an unknown room."""
    seats = MediaSeat.objects.filter(room__name=room).order_by("pk")
    return [_member(seat) for seat in seats]


def admitted(ticket: str) -> MediaSeat:
    """The seat a ticket stands for, with its room, if its owner may be in the room now.

    Raises:
        Refused: the ticket is forged, expired or of another room's seat, or its owner was thrown out.
        NotFound: the room is closed.
    """
    shown = tickets.read(ticket)
    seats = MediaSeat.objects.select_related("room")
    seat = seats.filter(key=shown.key, room__name=shown.room).first()
    if seat is None:
        raise Refused(tickets.WRONG, kind="bad-ticket")
    if seat.barred:
        raise Refused(BARRED, kind="barred")
    if seat.room.closed_at is not None:
        raise NotFound(CLOSED, room=shown.room)
    return seat


def welcome(keys: Iterable[str]) -> set[str]:
    """Those of the keys whose owners may still be where they are; one statement."""
    seats = MediaSeat.objects.filter(key__in=list(keys), barred=False, room__closed_at=None)
    return set(seats.values_list("key", flat=True))


def seat_of(room: str, key: str) -> MediaSeat | None:
    """The seat with a key, if it was minted for this room and both are still good."""
    seats = MediaSeat.objects.filter(room__name=room, room__closed_at=None, barred=False)
    return seats.filter(key=key).first()


def _member(seat: MediaSeat) -> Member:
    return Member(
        who=seat.who,
        key=seat.key,
        may_publish=seat.may_publish,
        moderates=seat.moderates,
        muted=seat.muted,
        barred=seat.barred,
        joined_at=seat.joined_at,
        publishing=seat.publishing,
    )
