"""What a browser may say to Janus through the proxy: a few verbs, in its own name and room. Pure.

The browser never holds a Janus token and cannot choose its id: both are written into its frames here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from binhyen.foundation.realtime.media.rules.signing import VIDEOROOM

SPOKEN = frozenset(
    {"create", "attach", "message", "trickle", "keepalive", "detach", "hangup", "destroy"}
)
LISTENING = frozenset(
    {"start", "pause", "leave", "subscribe", "unsubscribe", "update", "configure"}
)
SENDING = frozenset({"publish", "unpublish"})
# What a frame may carry besides the names of its session and handle.
FRAME_WORDS = ("janus", "transaction", "session_id", "handle_id", "jsep", "candidate", "candidates")
BODY_WORDS = ("request", "streams", "audio", "video", "send", "mid", "restart", "ptype")


@dataclass(frozen=True, slots=True)
class Pass:
    """Who speaks: the seat's room and key, and whether it may send."""

    room: str
    key: str
    may_publish: bool


class Forbidden(Exception):
    """The browser asked for something that is not its own."""


def guarded(
    said: object, allowed: Pass, session: str, room_token: Callable[[], str]
) -> dict[str, Any]:
    """The frame as it goes to Janus.

    Args:
        said: what the browser sent, decoded.
        session: a token to speak with the server.
        room_token: makes a token for the room; asked only when somebody enters it.

    Raises:
        Forbidden: another verb, another plugin, sending without the right to.
    """
    if not isinstance(said, Mapping) or said.get("janus") not in SPOKEN:
        raise Forbidden
    frame = {word: said[word] for word in FRAME_WORDS if word in said}
    frame["token"] = session
    if said["janus"] == "attach":
        if said.get("plugin") != VIDEOROOM:
            raise Forbidden
        frame["plugin"] = VIDEOROOM
    if said["janus"] == "message":
        frame["body"] = _body(said.get("body"), allowed, room_token)
    return frame


def enters(said: object) -> bool:
    """Whether the frame asks to enter the room."""
    body = said.get("body") if isinstance(said, Mapping) else None
    return isinstance(body, Mapping) and body.get("request") == "join"


def _body(said: object, allowed: Pass, room_token: Callable[[], str]) -> dict[str, Any]:
    if not isinstance(said, Mapping):
        raise Forbidden
    request = said.get("request")
    if request in SENDING and not allowed.may_publish:
        raise Forbidden
    if request == "join":
        return _entry(said, allowed, room_token())
    if request not in LISTENING | SENDING:
        raise Forbidden
    return {word: said[word] for word in BODY_WORDS if word in said and word != "ptype"}


def _entry(said: Mapping[str, Any], allowed: Pass, token: str) -> dict[str, Any]:
    entry = {"request": "join", "room": allowed.room, "token": token}
    if said.get("ptype") == "publisher":
        return entry | {"ptype": "publisher", "id": allowed.key}
    if said.get("ptype") != "subscriber":
        raise Forbidden
    kept = {word: said[word] for word in ("streams", "private_id") if word in said}
    return entry | {"ptype": "subscriber"} | kept
