"""The tail: one query now and then brings what any process told to the lines of this one, in order and without gaps."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from functools import partial

from django.db import Error as DatabaseFault

from binhyen.foundation.realtime import commands, queries
from binhyen.foundation.realtime.frames import as_json, event_frame
from binhyen.foundation.realtime.lines import Line
from binhyen.foundation.realtime.threads import Threads
from binhyen.foundation.realtime.topics import family_of
from binhyen.foundation.realtime.types import Event, Replay
from binhyen.kernel.errors import DomainError

LOOK_SECONDS = 0.06
PAUSE_SECONDS = 1.0

log = logging.getLogger(__name__)


class Tail:
    """Lines by topic, and the one reader that feeds them. Lives in one event loop."""

    def __init__(self) -> None:
        self.lines: dict[str, set[Line]] = {}
        self._numbers: dict[str, int] = {}
        self._cursor: int | None = None
        self._ready = asyncio.Event()
        self._wanted = asyncio.Event()
        self._bell = asyncio.Event()
        self._reading = Threads("tail", 1)
        self._asking = Threads("ask", 3)
        self.ask = self._asking.ask

    async def add(self, line: Line) -> None:
        """Have a line fed; when this returns, nothing told from now on escapes it."""
        self.lines.setdefault(line.topic, set()).add(line)
        self._wanted.set()
        await self._ready.wait()

    def remove(self, line: Line) -> None:
        """Feed a line no more."""
        there = self.lines.get(line.topic, set())
        there.discard(line)
        if not there:
            self.lines.pop(line.topic, None)
            self._numbers.pop(line.topic, None)

    async def missed(self, topic: str, after: int) -> list[tuple[int, str, str]]:
        """Number, kind and payload of what was told on a topic above a number."""
        replay = family_of(topic).replay
        if replay is None:
            kept = await self.ask(partial(queries.kept_after, topic, after))
            return [(row[0], row[2], row[3]) for row in kept if not _is_for_us(row[2])]
        return await self.ask(partial(_replayed, replay, topic, after))

    async def run(self) -> None:
        """Read for ever; nothing is asked while nobody listens."""
        loop = asyncio.get_running_loop()
        wake: Callable[[], None] = partial(_ring, loop, self._bell)
        commands.after_telling.add(wake)
        try:
            while True:
                await self._step()
        finally:
            commands.after_telling.discard(wake)

    async def _step(self) -> None:
        if not self.lines:
            await self._rest()
        self._bell.clear()
        try:
            rows = await self._read()
        except DatabaseFault:
            log.exception("realtime: the database did not answer")
            await asyncio.sleep(PAUSE_SECONDS)
            return
        for row in rows:
            self._cursor = row[0]
            await self._deliver(row)
        if len(rows) < queries.MOST_AT_ONCE:
            await _heard(self._bell, LOOK_SECONDS)

    async def _rest(self) -> None:
        self._cursor = None
        self._ready.clear()
        self._wanted.clear()
        await self._reading.rest()
        if not self.lines:
            await self._wanted.wait()

    async def _read(self) -> list[queries.Row]:
        if self._cursor is None:
            self._cursor = await self._reading.ask(queries.newest_id)
            self._ready.set()
            return []
        return await self._reading.ask(partial(queries.events_after, self._cursor))

    async def _deliver(self, row: queries.Row) -> None:
        event_id, topic, kind, payload, seq = row
        if topic not in self.lines:
            return
        if _is_for_us(kind):
            self._dismiss(topic, payload)
            return
        try:
            replay = family_of(topic).replay
        except DomainError:
            return
        if replay is None:
            self._push(topic, [(event_id, kind, payload)])
        elif seq is None:
            self._push(topic, [(None, kind, payload)])
        else:
            await self._deliver_numbered(topic, kind, payload, seq)

    async def _deliver_numbered(self, topic: str, kind: str, payload: str, seq: int) -> None:
        known = self._known(topic)
        if known is not None and seq <= known and topic in self._numbers:
            return
        if known is not None and seq > known + 1:
            await self._fill(topic, known, seq)
        self._push(topic, [(seq, kind, payload)])
        if topic in self.lines:
            self._numbers[topic] = max(seq, self._numbers.get(topic, seq))

    async def _fill(self, topic: str, known: int, seq: int) -> None:
        # Told out of order or by a process that died between its commit and its word; the owner has them all.
        try:
            missed = await self.missed(topic, known)
        except Exception:
            log.exception("realtime: %s could not be replayed", topic)
            self.close(topic)
        else:
            self._push(topic, [one for one in missed if one[0] < seq])

    def _known(self, topic: str) -> int | None:
        if topic in self._numbers:
            return self._numbers[topic]
        return min((line.last for line in self.lines[topic] if line.last is not None), default=None)

    def _push(self, topic: str, events: Iterable[tuple[int | None, str, str]]) -> None:
        lines = tuple(self.lines.get(topic, ()))
        for number, kind, payload in events:
            frame = event_frame(kind, payload, number)
            for line in lines:
                line.push(number, frame)

    def _dismiss(self, topic: str, payload: str) -> None:
        for line in tuple(self.lines[topic]):
            if as_json({"who": line.who}) == payload:
                line.close()

    def close(self, topic: str) -> None:
        """End all lines to a topic; their listeners come back."""
        for line in tuple(self.lines.get(topic, ())):
            line.close()


def _replayed(replay: Replay, topic: str, after: int) -> list[tuple[int, str, str]]:
    found: Iterable[Event] = replay(topic, after)
    return [
        (event.seq, event.kind, as_json(event.payload))
        for event in found
        if event.seq is not None and event.seq > after
    ]


def _is_for_us(kind: str) -> bool:
    return kind.startswith("-")


def _ring(loop: asyncio.AbstractEventLoop, bell: asyncio.Event) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(bell.set)


async def _heard(bell: asyncio.Event, seconds: float) -> None:
    timer = asyncio.get_running_loop().call_later(seconds, bell.set)
    try:
        await bell.wait()
    finally:
        timer.cancel()
