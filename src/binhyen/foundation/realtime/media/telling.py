"""Topics of a room: `media/ROOM` is for everybody with a ticket, `media/ROOM/KEY` for one speaker of a mesh."""

from __future__ import annotations

from typing import Any

from binhyen.foundation.realtime.api import dismiss, publish, ticket
from binhyen.foundation.realtime.media.queries import seat_of

FAMILY = "media"


def tell_room(room: str, kind: str, payload: dict[str, Any]) -> None:
    """Tell everybody in the room."""
    publish(f"{FAMILY}/{room}", kind, payload)


def tell_one(room: str, key: str, kind: str, payload: dict[str, Any]) -> None:
    """Tell one speaker of a mesh."""
    publish(f"{FAMILY}/{room}/{key}", kind, payload)


def hush(room: str, key: str) -> None:
    """Close the lines of somebody who was thrown out."""
    dismiss(f"{FAMILY}/{room}", key)
    dismiss(f"{FAMILY}/{room}/{key}", key)


def room_address(room: str, key: str) -> str:
    """Where somebody listens to what is told to the room."""
    return _address(f"{FAMILY}/{room}", key)


def inbox_address(room: str, key: str) -> str:
    """Where a speaker of a mesh listens to signals."""
    return _address(f"{FAMILY}/{room}/{key}", key)


def may_listen(topic: str, who: str) -> bool:
    """Whether somebody may listen: who has a seat in the open room, and nobody to another's signals."""
    _family, room, *owner = topic.split("/")
    return owner in ([], [who]) and seat_of(room, who) is not None


def _address(topic: str, key: str) -> str:
    return f"/live/{topic}?ticket={ticket(topic, key)}"
