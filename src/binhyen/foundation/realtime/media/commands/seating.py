"""Giving people their seats and tickets. Seats are plumbing as heartbeats are, so the journal does not hold them."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction

from binhyen.foundation.realtime.media import tickets
from binhyen.foundation.realtime.media.backend import backend
from binhyen.foundation.realtime.media.models import MediaRoom, MediaSeat
from binhyen.foundation.realtime.media.queries import BARRED, open_room
from binhyen.foundation.realtime.media.telling import inbox_address, room_address
from binhyen.foundation.realtime.media.turn import turn_credentials
from binhyen.foundation.realtime.media.types import MediaBackend, MediaTicket
from binhyen.kernel import clock
from binhyen.kernel.errors import Refused

SOCKET = "/janus"


def media_ticket(
    room: str,
    who: str,
    may_publish: bool,  # noqa: FBT001 - the plan's own order
    *,
    moderates: bool = False,
) -> MediaTicket:
    """A ticket of two minutes for one person; fetched again at every connection.

    Args:
        room: an open room.
        who: the caller's own name for the person, at most 120 letters; nobody else in the room sees it.
        may_publish: whether sound and picture of this person may be sent.
        moderates: whether this person may mute, throw out and record (the chair).

    Raises:
        NotFound: the room is not open.
        Refused: the person was thrown out of this sitting.
    """
    seat = _seat(open_room(room), who, may_publish=may_publish, moderates=moderates)
    if seat.barred:
        raise Refused(BARRED, kind="barred")
    token, until = tickets.sign(room, seat.key)
    chosen = backend()
    meshed = chosen is MediaBackend.MESH
    return MediaTicket(
        backend=chosen,
        room=room,
        id=seat.key,
        token=token,
        may_publish=may_publish,
        expires_at=until,
        ice_servers=() if chosen is MediaBackend.NONE else turn_credentials(seat.key),
        live=room_address(room, seat.key),
        inbox=inbox_address(room, seat.key) if meshed and may_publish else "",
        socket=SOCKET if chosen is MediaBackend.JANUS else "",
        signals=f"/media/{room}/signal/" if meshed else "",
        muted=seat.muted,
        recording=seat.room.recording,
    )


def _seat(room: MediaRoom, who: str, *, may_publish: bool, moderates: bool) -> MediaSeat:
    rights = {"may_publish": may_publish, "moderates": moderates}
    found = MediaSeat.objects.filter(room=room, who=who).first()
    if found is None:
        found = _new_seat(room, who, rights)
    if (found.may_publish, found.moderates) != (may_publish, moderates):
        MediaSeat.objects.filter(pk=found.pk).update(**rights)
    found.room = room
    return found


def _new_seat(room: MediaRoom, who: str, rights: dict[str, bool]) -> MediaSeat:
    key = secrets.token_hex(16)
    try:
        with transaction.atomic():
            return MediaSeat.objects.create(
                room=room, who=who, key=key, minted_at=clock.now(), **rights
            )
    except IntegrityError:
        # Two pages of one person opened at once; the first one's seat is theirs.
        return MediaSeat.objects.get(room=room, who=who)
