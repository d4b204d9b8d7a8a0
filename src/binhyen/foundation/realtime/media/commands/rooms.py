"""Opening and closing rooms. A media server that is down stops neither: rooms are made in it when somebody comes."""

from __future__ import annotations

import logging

from binhyen.foundation.realtime.media.backend import backend
from binhyen.foundation.realtime.media.control import JanusDown
from binhyen.foundation.realtime.media.janus_rooms import destroy_room, switch_recording
from binhyen.foundation.realtime.media.models import MediaRoom, MediaSeat
from binhyen.foundation.realtime.media.telling import tell_room
from binhyen.foundation.realtime.media.tickets import check_room
from binhyen.foundation.realtime.media.types import MediaBackend
from binhyen.kernel import clock

log = logging.getLogger(__name__)


def room_open(room: str) -> None:
    """Open a room; opening an open one changes nothing, a closed one may be opened again.

    Raises:
        Invalid: a name other than 1–80 letters, digits, `-` or `_`.
    """
    made, fresh = MediaRoom.objects.get_or_create(
        name=check_room(room), defaults={"opened_at": clock.now()}
    )
    if not fresh and made.closed_at is not None:
        MediaRoom.objects.filter(pk=made.pk).update(
            opened_at=clock.now(), closed_at=None, recording=False
        )
        MediaSeat.objects.filter(room=made).update(barred=False, muted=False)


def room_close(room: str) -> None:
    """Close a room: everybody is out, recording ends, tickets are worth nothing."""
    open_ones = MediaRoom.objects.filter(name=room, closed_at=None)
    recording = open_ones.filter(recording=True).exists()
    if not open_ones.update(closed_at=clock.now(), recording=False):
        return
    seats = MediaSeat.objects.filter(room__name=room)
    seats.update(joined_at=None, publishing=False, heard_at=None)
    if backend() is MediaBackend.JANUS:
        _end_in_janus(room, recording=recording)
    tell_room(room, "closed", {})


def _end_in_janus(room: str, *, recording: bool) -> None:
    try:
        if recording:
            switch_recording(room, on=False)
        destroy_room(room)
    except JanusDown:
        log.info("room %s closed while the media server was down", room)
