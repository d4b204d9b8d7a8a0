"""Words of sound and picture: which backend carries them, what a ticket lets somebody do, who is in a room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from binhyen.foundation.realtime.media.wording import texts


class MediaBackend(StrEnum):
    """What carries sound and picture; events and slides never need any of them."""

    NONE = "none"
    MESH = "mesh"
    JANUS = "janus"


class Source(StrEnum):
    """Why somebody is or is no longer in a room, as the media server or the mesh told."""

    JOINED = "joined"
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    LEFT = "left"
    KICKED = "kicked"


MESH_SPEAKERS = 4
"""Each speaker of a mesh sends to the three others; a weak line carries no more."""


@dataclass(frozen=True, slots=True)
class IceServer:
    """A STUN or TURN server as a browser wants it; user and credential are empty for STUN."""

    urls: tuple[str, ...]
    username: str = ""
    credential: str = ""


@dataclass(frozen=True, slots=True)
class MediaTicket:
    """What lets one person into one room: `token` dies after two minutes, so it is fetched again at each connection."""

    backend: MediaBackend
    room: str
    id: str
    token: str
    may_publish: bool
    expires_at: datetime
    ice_servers: tuple[IceServer, ...]
    live: str  # address of the room's server-sent events: recording, muted, kicked, closed
    inbox: str  # address of the signals for this speaker; empty unless mesh and may_publish
    socket: str  # path of the websocket to the media server; empty unless janus
    signals: str  # path that takes mesh signals; empty unless mesh
    muted: bool
    recording: bool

    def as_json(self) -> dict[str, object]:
        """The same as plain JSON, for `data-ticket-url`."""
        return {
            "backend": self.backend.value,
            "room": self.room,
            "id": self.id,
            "token": self.token,
            "mayPublish": self.may_publish,
            "expiresAt": self.expires_at.isoformat(),
            "iceServers": [_ice(one) for one in self.ice_servers],
            "live": self.live,
            "inbox": self.inbox,
            "socket": self.socket,
            "signals": self.signals,
            "muted": self.muted,
            "recording": self.recording,
            "texts": texts(),
        }


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who got a ticket: `key` is the id on the wire, `who` the caller's own name for them."""

    who: str
    key: str
    may_publish: bool
    moderates: bool
    muted: bool
    barred: bool
    joined_at: datetime | None  # None: not in the room now
    publishing: bool


@dataclass(frozen=True, slots=True)
class MediaHealth:
    """Whether the backend answers now; `reason` says in words why not."""

    backend: MediaBackend
    answers: bool
    version: str
    reason: str


@dataclass(frozen=True, slots=True)
class JanusEvent:
    """One thing the media server told about a participant of a room."""

    source: Source
    room: str
    key: str
    details: Mapping[str, object]


def _ice(server: IceServer) -> dict[str, object]:
    said: dict[str, object] = {"urls": list(server.urls)}
    if server.username:
        said |= {"username": server.username, "credential": server.credential}
    return said
