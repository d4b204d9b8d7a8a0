"""What only somebody who moderates may do; everybody in the room is told."""

from __future__ import annotations

import logging
from collections.abc import Callable

from binhyen.foundation.realtime.media import janus_rooms
from binhyen.foundation.realtime.media.backend import backend
from binhyen.foundation.realtime.media.control import JanusDown
from binhyen.foundation.realtime.media.models import MediaRoom, MediaSeat
from binhyen.foundation.realtime.media.queries import open_room
from binhyen.foundation.realtime.media.telling import hush, tell_room
from binhyen.foundation.realtime.media.types import MediaBackend
from binhyen.kernel.errors import N_, Conflict, NotFound, Refused

log = logging.getLogger(__name__)

ONLY_CHAIR = N_("Chỉ chủ trì mới được điều khiển âm thanh, hình ảnh của người khác.")
UNKNOWN = N_("Không có ai là “{who}” trong phòng “{room}”.")
NO_RECORDING = N_("Chỉ ghi được khi hội nghị chạy qua máy chủ Janus; bản cài này dùng {backend}.")


def kick(room: str, who: str, *, by: str) -> None:
    """Throw somebody out for the rest of the sitting.

    Raises:
        Refused: `by` does not moderate this room.
        NotFound: no such room or person.
    """
    seat = _governed(room, who, by)
    MediaSeat.objects.filter(pk=seat.pk).update(
        barred=True, joined_at=None, publishing=False, heard_at=None
    )
    _in_janus(lambda: janus_rooms.kick_out(room, seat.key))
    tell_room(room, "kicked", {"id": seat.key})
    hush(room, seat.key)


def mute(room: str, who: str, *, on: bool, by: str) -> None:
    """Take somebody's sound away, or give it back; it holds when they connect anew.

    Raises:
        Refused: `by` does not moderate this room.
        NotFound: no such room or person.
    """
    seat = _governed(room, who, by)
    MediaSeat.objects.filter(pk=seat.pk).update(muted=on)
    _in_janus(lambda: janus_rooms.moderate(room, seat.key, muted=on))
    tell_room(room, "muted", {"id": seat.key, "on": on})


def record(room: str, *, on: bool, by: str) -> None:
    """Begin or end recording.

    Raises:
        Refused: `by` does not moderate this room.
        Conflict: this installation has no media server, or it is down.
    """
    found = open_room(room)
    _refuse_others(found, by)
    if backend() is not MediaBackend.JANUS:
        raise Conflict(NO_RECORDING, backend=backend().value)
    janus_rooms.ensure_room(room)
    janus_rooms.switch_recording(room, on=on)
    MediaRoom.objects.filter(pk=found.pk).update(recording=on)
    tell_room(room, "recording", {"on": on})


def _governed(room: str, who: str, by: str) -> MediaSeat:
    found = open_room(room)
    _refuse_others(found, by)
    seat = MediaSeat.objects.filter(room=found, who=who).first()
    if seat is None:
        raise NotFound(UNKNOWN, who=who, room=room)
    return seat


def _refuse_others(room: MediaRoom, by: str) -> None:
    if not MediaSeat.objects.filter(room=room, who=by, moderates=True, barred=False).exists():
        raise Refused(ONLY_CHAIR)


def _in_janus(act: Callable[[], None]) -> None:
    if backend() is not MediaBackend.JANUS:
        return
    try:
        act()
    except JanusDown:
        # Nobody is connected to a server that is down; the seat's row holds when they come back.
        log.info("the media server was down while somebody was moderated")
