"""The public surface of sound and picture. `room` is any name of 1–80 letters, digits, `-`, `_`; `who` the caller's own name."""

from __future__ import annotations

from binhyen.foundation.realtime.media.commands.moderating import kick, mute, record
from binhyen.foundation.realtime.media.commands.rooms import room_close, room_open
from binhyen.foundation.realtime.media.commands.seating import media_ticket
from binhyen.foundation.realtime.media.health import media_health
from binhyen.foundation.realtime.media.proxy import proxy
from binhyen.foundation.realtime.media.queries import members
from binhyen.foundation.realtime.media.turn import turn_credentials
from binhyen.foundation.realtime.media.types import (
    IceServer,
    MediaBackend,
    MediaHealth,
    MediaTicket,
    Member,
)

__all__ = [
    "IceServer",
    "MediaBackend",
    "MediaHealth",
    "MediaTicket",
    "Member",
    "kick",
    "media_health",
    "media_ticket",
    "members",
    "mute",
    "proxy",
    "record",
    "room_close",
    "room_open",
    "turn_credentials",
]
