"""Topics of a room: `media/ROOM` is for everybody with a ticket, `media/ROOM/KEY` for one speaker of a mesh."""

from __future__ import annotations

from importlib import import_module
from typing import Any

PREFIX = "media/"
MINUTES = 12 * 60


def tell_room(room: str, kind: str, payload: dict[str, Any]) -> None:
    """Tell everybody in the room."""
    _realtime().publish(f"{PREFIX}{room}", kind, payload)


def tell_one(room: str, key: str, kind: str, payload: dict[str, Any]) -> None:
    """Tell one speaker of a mesh."""
    _realtime().publish(f"{PREFIX}{room}/{key}", kind, payload)


def address(topic: str, key: str) -> str:
    """Where a browser listens to a topic."""
    return f"/live/{topic}?ticket={_realtime().ticket(topic, key, MINUTES)}"


def _realtime() -> Any:
    return import_module("binhyen.foundation.realtime.api")
