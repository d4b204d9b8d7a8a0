"""The websocket `/janus` under the site's own origin: the only way from a browser to the media server.

Closing codes: 4403 the ticket or a frame was refused, 4410 thrown out or closed meanwhile, 4503 the media server is down.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from binhyen.foundation.realtime.media import janus_rooms, queries, watching
from binhyen.foundation.realtime.media.commands.happenings import note_gone
from binhyen.foundation.realtime.media.control import PROTOCOL, JanusDown, JanusRefused
from binhyen.foundation.realtime.media.keys import media_keys
from binhyen.foundation.realtime.media.rules.frames import Forbidden, Pass, enters, guarded
from binhyen.foundation.realtime.media.rules.signing import room_token, session_token
from binhyen.kernel import clock
from binhyen.kernel.errors import DomainError

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

REFUSED, GONE, DOWN = 4403, 4410, 4503
MOST_BYTES = 256 * 1024
TOKEN_SECONDS = 120


async def proxy(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    """Serve one websocket of `/janus?ticket=…`."""
    if (await receive())["type"] != "websocket.connect":
        return
    # Accepted before it is judged: a browser learns a reason only from an open socket.
    await send({"type": "websocket.accept", "subprotocol": str(PROTOCOL)})
    code = await _serve(_ticket(scope), receive, send)
    if code is not None:
        with suppress(Exception):
            await send({"type": "websocket.close", "code": code})


async def _serve(ticket: str, receive: Receive, send: Send) -> int | None:
    try:
        allowed = await _in_thread(_admit, ticket)
        await _in_thread(janus_rooms.ensure_room, allowed.room)
    except (JanusDown, JanusRefused):
        return DOWN
    except DomainError:
        return REFUSED
    try:
        async with connect(
            settings.BINHYEN_JANUS, subprotocols=[PROTOCOL], max_size=MOST_BYTES, proxy=None
        ) as janus:
            return await _relay(allowed, janus, receive, send)
    except (OSError, WebSocketException):
        return DOWN


async def _relay(
    allowed: Pass, janus: ClientConnection, receive: Receive, send: Send
) -> int | None:
    """Carry frames both ways until one side ends; None when it was the browser."""
    with watching.watched(allowed.key) as gone:
        ends = (
            asyncio.ensure_future(_upwards(allowed, janus, receive)),
            asyncio.ensure_future(_downwards(allowed, janus, send)),
            asyncio.ensure_future(gone.wait()),
        )
        done, rest = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for one in rest:
            one.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        if gone.is_set():
            return GONE
        return next(iter(done)).result()


async def _upwards(allowed: Pass, janus: ClientConnection, receive: Receive) -> int | None:
    tokens = _Tokens(allowed.room)
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return None
        try:
            said = _decoded(message)
            if enters(said) and not await _in_thread(_welcome, allowed.key):
                return GONE
            frame = guarded(said, allowed, tokens.session(), tokens.room)
        except (Forbidden, ValueError):
            return REFUSED
        try:
            await janus.send(json.dumps(frame))
        except ConnectionClosed:
            return await _lost(allowed)


async def _downwards(allowed: Pass, janus: ClientConnection, send: Send) -> int:
    try:
        async for frame in janus:
            await send({"type": "websocket.send", "text": frame})
    except ConnectionClosed:
        pass
    return await _lost(allowed)


async def _lost(allowed: Pass) -> int:
    await _in_thread(note_gone, [allowed.key])
    return DOWN


class _Tokens:
    """Janus' tokens for one connection, minted anew before they are old."""

    def __init__(self, room: str) -> None:
        self._room = room
        self._minted_at = float("-inf")
        self._session = ""

    def session(self) -> str:
        if time.monotonic() - self._minted_at > TOKEN_SECONDS / 2:
            self._minted_at = time.monotonic()
            self._session = session_token(media_keys().tokens, _until())
        return self._session

    def room(self) -> str:
        return room_token(media_keys().tokens, self._room, _until())


def _until() -> int:
    return int(clock.now().timestamp()) + TOKEN_SECONDS


def _decoded(message: Message) -> object:
    text = message.get("text") or ""
    if not text or len(text) > MOST_BYTES:
        raise Forbidden
    return json.loads(text)


def _ticket(scope: MutableMapping[str, Any]) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return str(asked.get("ticket", [""])[0])


def _admit(ticket: str) -> Pass:
    seat = queries.admitted(ticket)
    return Pass(seat.room.name, seat.key, may_publish=seat.may_publish)


def _welcome(key: str) -> bool:
    return bool(queries.welcome([key]))


async def _in_thread(work: Callable[..., Any], *given: Any) -> Any:
    def done() -> Any:
        close_old_connections()
        try:
            return work(*given)
        finally:
            close_old_connections()

    return await sync_to_async(done, thread_sensitive=False)()
