"""The asynchronous application below `/live/`: lines of server-sent events, and the plain answer where lines are blocked."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from binhyen.foundation.realtime import tickets
from binhyen.foundation.realtime.answers import SERVER_SENT, answer, answer_fault
from binhyen.foundation.realtime.frames import (
    RETRY,
    again_frame,
    event_frame,
    refused_frame,
    ticket_frame,
)
from binhyen.foundation.realtime.hub import Hub
from binhyen.foundation.realtime.lines import Line
from binhyen.foundation.realtime.topics import family_of
from binhyen.foundation.realtime.types import Ticket
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Invalid, Refused

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LIVE = "/live/"
SINCE = "/since"
MOST_SINCE = 500
MOST_IN_ONE_SENDING = 200


class LiveApp:
    """Serves `/live/…`; `start` and `stop` follow the server's own life."""

    def __init__(self) -> None:
        self._hub: Hub | None = None

    async def start(self) -> None:
        """Begin; from here on dead processes' listeners are noticed."""
        self._begun()

    async def stop(self) -> None:
        """Close all lines."""
        if self._hub is not None:
            await self._hub.stop()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        hub = self._begun()
        topic = scope["path"].removeprefix(LIVE)
        if scope["method"] not in {"GET", "HEAD"}:
            await answer(send, 405, {"title": "GET"}, allow=b"GET")
            return
        try:
            await self._serve(hub, topic, scope, receive, send)
        except DomainError as fault:
            await answer_fault(send, fault)

    def _begun(self) -> Hub:
        if self._hub is None:
            self._hub = Hub()
        self._hub.start()
        return self._hub

    async def _serve(
        self, hub: Hub, topic: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        polling = topic.endswith(SINCE)
        topic = topic.removesuffix(SINCE)
        held = tickets.read_ticket(asked.get("ticket", [""])[0], topic)
        after = _after(scope, asked)
        if not await _is_admitted(hub, held):
            raise Refused(N_("Bạn không được nghe kênh này."))
        if polling:
            await _answer_since(hub, held, after or 0, send)
        elif hub.is_full:
            await answer(send, 503, {"title": "full"}, retry_after=b"5")
        else:
            line = hub.new_line(topic, held.who, after)
            await _stream(hub, line, held, receive, send)


async def _answer_since(hub: Hub, held: Ticket, after: int, send: Send) -> None:
    hub.polled(held.topic, held.who)
    missed = await hub.tail.missed(held.topic, after)
    given = missed[:MOST_SINCE]
    events = ",".join(
        f'{{"seq":{number},"kind":"{kind}","payload":{payload}}}' for number, kind, payload in given
    )
    last = given[-1][0] if given else after
    more = "true" if len(missed) > MOST_SINCE else "false"
    renewed = tickets.renewed(held)
    text = f'{{"events":[{events}],"last":{last},"more":{more},"ticket":"{renewed}"}}'
    await answer(send, 200, text)


async def _stream(hub: Hub, line: Line, held: Ticket, receive: Receive, send: Send) -> None:
    """Feed one line until its listener leaves, reads too slowly, or its time is over."""
    line.task = asyncio.current_task()
    watcher = asyncio.ensure_future(_until_gone(receive))
    watcher.add_done_callback(lambda _done: line.close())
    try:
        await send({"type": "http.response.start", "status": 200, "headers": SERVER_SENT})
        await _feed(hub, line, held, send)
        if line.finished and not line.closed:
            admitted = await _is_admitted(hub, held)
            last = ticket_frame(tickets.renewed(held)) + again_frame()
            await _send(line, send, last if admitted else refused_frame())
    except asyncio.CancelledError:
        if not line.closed:
            raise
    finally:
        watcher.cancel()
        hub.end(line)
    with suppress(Exception):
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _feed(hub: Hub, line: Line, held: Ticket, send: Send) -> None:
    await hub.open(line)
    await _send(line, send, RETRY + _fresh(held))
    if line.last is not None:
        await _send_missed(hub, line, send)
    line.release()
    while frames := await line.frames():
        await _send(line, send, frames)


async def _send_missed(hub: Hub, line: Line, send: Send) -> None:
    missed = await hub.tail.missed(line.topic, line.last or 0)
    for start in range(0, len(missed), MOST_IN_ONE_SENDING):
        part = missed[start : start + MOST_IN_ONE_SENDING]
        frames = [event_frame(kind, payload, number) for number, kind, payload in part]
        await _send(line, send, b"".join(frames))
        line.last = part[-1][0]


async def _send(line: Line, send: Send, body: bytes) -> None:
    loop = asyncio.get_running_loop()
    line.sending_since = loop.time()
    try:
        await send({"type": "http.response.body", "body": body, "more_body": True})
    finally:
        line.sending_since = None
        line.sent_at = loop.time()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _is_admitted(hub: Hub, held: Ticket) -> bool:
    admit = family_of(held.topic).admit
    return admit is None or await hub.tail.ask(partial(admit, held.topic, held.who))


def _fresh(held: Ticket) -> bytes:
    """A new ticket at once when little is left of this one."""
    left = held.expires - clock.now().timestamp()
    return ticket_frame(tickets.renewed(held)) if left < held.minutes * 30 else b""


def _after(scope: Scope, asked: dict[str, list[str]]) -> int | None:
    """The number after which to go on; a browser that comes back by itself says it in a header."""
    header = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
    text = header or asked.get("after", [""])[0]
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Invalid(N_("Số thứ tự {number} không hợp lệ."), number=text[:20])
    return int(text)
