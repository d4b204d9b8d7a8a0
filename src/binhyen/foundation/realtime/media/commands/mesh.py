"""The mesh: at most four speakers who send to one another; the site only carries their signals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from binhyen.foundation.realtime.media.models import MediaRoom, MediaSeat
from binhyen.foundation.realtime.media.queries import admitted
from binhyen.foundation.realtime.media.telling import tell_one, tell_room
from binhyen.foundation.realtime.media.types import MESH_SPEAKERS
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, Refused

# A speaker beats every ten seconds; a browser that was killed leaves its place after three.
SILENCE = timedelta(seconds=30)
RELAYED = frozenset({"offer", "answer", "candidate", "want"})

FULL = N_("Đã đủ {count} người phát hình và tiếng.")
VIEWER = N_("Bạn theo dõi qua trang chiếu; hãy giơ tay khi muốn phát biểu.")
STRANGE = N_("Tín hiệu “{signal}” không hiểu được.")
ALONE = N_("Người nhận không còn phát hình và tiếng.")


def signal(ticket: str, room: str, kind: str, to: str, data: object) -> dict[str, Any]:
    """Take one signal of a speaker and answer it; `hello` answers with those already there.

    Raises:
        Refused: a bad ticket, one of another room, or somebody who may not send.
        Conflict: four speakers are there already.
        NotFound: the addressee is gone, or the room is closed.
        Invalid: a signal of another kind.
    """
    seat = admitted(ticket)
    if seat.room.name != room or not seat.may_publish:
        raise Refused(VIEWER, kind="viewer")
    if kind == "hello":
        return _hello(seat)
    if kind == "beat":
        return {"alive": _beat(seat)}
    if kind == "bye":
        return _bye(seat)
    if kind not in RELAYED:
        raise Invalid(STRANGE, kind="bad-signal", signal=kind)
    return _relay(seat, kind, to, data)


def speakers(room: MediaRoom) -> list[MediaSeat]:
    """Who sends now, in the order they came."""
    seats = MediaSeat.objects.filter(room=room, heard_at__gt=clock.now() - SILENCE, barred=False)
    return list(seats.order_by("joined_at", "pk"))


def _hello(seat: MediaSeat) -> dict[str, Any]:
    with transaction.atomic():
        # Two who come at once for the last place wait here for each other.
        MediaRoom.objects.select_for_update().get(pk=seat.room_id)
        others = [one for one in speakers(seat.room) if one.pk != seat.pk]
        if len(others) >= MESH_SPEAKERS:
            raise Conflict(FULL, kind="full", count=MESH_SPEAKERS)
        now = clock.now()
        MediaSeat.objects.filter(pk=seat.pk).update(joined_at=now, publishing=True, heard_at=now)
    tell_room(seat.room.name, "speaking", {"id": seat.key, "on": True})
    return {"speakers": [{"id": one.key, "muted": one.muted} for one in others]}


def _beat(seat: MediaSeat) -> bool:
    mine = MediaSeat.objects.filter(pk=seat.pk, heard_at__gt=clock.now() - SILENCE)
    return bool(mine.update(heard_at=clock.now()))


def _bye(seat: MediaSeat) -> dict[str, Any]:
    MediaSeat.objects.filter(pk=seat.pk).update(joined_at=None, publishing=False, heard_at=None)
    tell_room(seat.room.name, "speaking", {"id": seat.key, "on": False})
    return {}


def _relay(seat: MediaSeat, kind: str, to: str, data: object) -> dict[str, Any]:
    there = {one.key for one in speakers(seat.room)}
    if seat.key not in there or to not in there:
        raise NotFound(ALONE, kind="gone")
    tell_one(seat.room.name, to, kind, {"from": seat.key, "data": data})
    return {}
