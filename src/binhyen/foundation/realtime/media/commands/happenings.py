"""What the media server tells about participants: who is there, and who must not be."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from binhyen.foundation.realtime.media import janus_rooms
from binhyen.foundation.realtime.media.control import JanusDown, JanusRefused
from binhyen.foundation.realtime.media.models import MediaSeat
from binhyen.foundation.realtime.media.queries import seat_of
from binhyen.foundation.realtime.media.rules.happenings import events_in, tells_restart
from binhyen.foundation.realtime.media.types import JanusEvent, Source
from binhyen.kernel import clock

log = logging.getLogger(__name__)


def take_in(said: object) -> int:
    """Take in what the event handler posted; returns how many intruders were thrown out.

    Whatever cannot be understood is passed over: the server tells much that is of no use here.
    """
    if tells_restart(said):
        forget_everybody()
    return sum(_take_in(one) for one in events_in(said))


def forget_everybody() -> None:
    """The media server began anew, so nobody is in any room."""
    MediaSeat.objects.exclude(joined_at=None).update(joined_at=None, publishing=False)


def note_gone(keys: Iterable[str]) -> None:
    """Those people lost their connection to the media server."""
    MediaSeat.objects.filter(key__in=list(keys)).update(joined_at=None, publishing=False)


def _take_in(event: JanusEvent) -> bool:
    seat = seat_of(event.room, event.key)
    coming = event.source in {Source.JOINED, Source.PUBLISHED}
    if coming and (seat is None or (event.source is Source.PUBLISHED and not seat.may_publish)):
        log.warning("threw an intruder out of room %s", event.room)
        _forgivingly(lambda: janus_rooms.kick_out(event.room, event.key))
        return True
    if seat is not None:
        _write(seat, event.source)
    return False


def _write(seat: MediaSeat, source: Source) -> None:
    row = MediaSeat.objects.filter(pk=seat.pk)
    changes: dict[Source, dict[str, Any]] = {
        Source.JOINED: {"joined_at": clock.now()},
        Source.PUBLISHED: {"publishing": True},
        Source.UNPUBLISHED: {"publishing": False},
    }
    row.update(**changes.get(source, {"joined_at": None, "publishing": False}))
    if source is Source.PUBLISHED and seat.muted:
        _forgivingly(lambda: janus_rooms.moderate(seat.room.name, seat.key, muted=True))


def _forgivingly(act: Any) -> None:
    try:
        act()
    except (JanusDown, JanusRefused) as fault:
        log.warning("the media server did not do as told: %s", fault)
