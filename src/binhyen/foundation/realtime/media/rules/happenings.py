"""Reads what Janus' event handler posts: one event or a list of them, as deep as a plugin likes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from binhyen.foundation.realtime.media.rules.signing import VIDEOROOM
from binhyen.foundation.realtime.media.types import JanusEvent, Source

PLUGIN, CORE = 64, 256
SOURCES = {
    "joined": Source.JOINED,
    "published": Source.PUBLISHED,
    "unpublished": Source.UNPUBLISHED,
    "leaving": Source.LEFT,
    "kicked": Source.KICKED,
}


def events_in(said: object) -> Iterator[JanusEvent]:
    """What happened to participants, in the order told."""
    for one in _each(said):
        event = one.get("event")
        if one.get("type") != PLUGIN or not isinstance(event, Mapping):
            continue
        found = _event(event)
        if found is not None:
            yield found


def tells_restart(said: object) -> bool:
    """Whether the server says that it has just started."""
    return any(
        one.get("type") == CORE
        and isinstance(one.get("event"), Mapping)
        and one["event"].get("status") == "started"
        for one in _each(said)
    )


def _event(event: Mapping[str, Any]) -> JanusEvent | None:
    data = event.get("data")
    if event.get("plugin") != VIDEOROOM or not isinstance(data, Mapping):
        return None
    source = SOURCES.get(str(data.get("event")))
    room, key = data.get("room"), data.get("id")
    if source is None or not isinstance(room, str) or not isinstance(key, str):
        return None
    return JanusEvent(source, room, key, dict(data))


def _each(said: object) -> list[Mapping[str, Any]]:
    told = said if isinstance(said, list) else [said]
    return [one for one in told if isinstance(one, Mapping)]
