"""Who listens at this process, kept as rows so that all processes and the topics' owners know it.

Someone whose last line closed has a few seconds to come back before they count as gone; a killed process's listeners
are gone when its lease runs out, unless they came back to another one.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from functools import partial
from uuid import uuid4

from django.db import Error as DatabaseFault

from binhyen.foundation.realtime import commands
from binhyen.foundation.realtime.threads import Threads
from binhyen.foundation.realtime.topics import family_of

GRACE_SECONDS = 4.0
FLUSH_SECONDS = 0.1
BEAT_SECONDS = 4.0
SWEEP_BEATS = 15

log = logging.getLogger(__name__)
Pair = tuple[str, str]


class Attendance:
    """Counts of open lines by (topic, who), and what of them is not yet written."""

    def __init__(self) -> None:
        self._key = str(uuid4())
        self._counts: Counter[Pair] = Counter()
        self._written: set[Pair] = set()
        self._touched: set[Pair] = set()
        self._threads = Threads("attendance", 1)

    def enter(self, topic: str, who: str) -> None:
        """One more line."""
        self._counts[topic, who] += 1
        self._touched.add((topic, who))

    def leave(self, topic: str, who: str, *, grace: float = GRACE_SECONDS) -> None:
        """One line fewer, after a grace."""
        asyncio.get_running_loop().call_later(grace, self._left, (topic, who))

    async def run(self) -> None:
        """Write comings and goings ten times a second, beat and bury the dead every few seconds."""
        loop = asyncio.get_running_loop()
        beats, next_beat = 0, loop.time()
        while True:
            try:
                if self._touched:
                    await self._flush()
                if loop.time() >= next_beat:
                    next_beat = loop.time() + BEAT_SECONDS
                    beats += 1
                    await self._beat(sweep=beats % SWEEP_BEATS == 0)
            except DatabaseFault:
                log.exception("realtime: the database did not take who listens")
                await asyncio.sleep(BEAT_SECONDS)
            await asyncio.sleep(FLUSH_SECONDS)

    def _left(self, pair: Pair) -> None:
        self._counts[pair] -= 1
        if self._counts[pair] <= 0:
            del self._counts[pair]
            self._touched.add(pair)

    async def _flush(self) -> None:
        touched, self._touched = self._touched, set()
        entering = {pair for pair in touched if pair in self._counts} - self._written
        leaving = {pair for pair in touched if pair not in self._counts} & self._written
        if not entering and not leaving:
            return
        write = partial(commands.enter_and_leave, self._key, entering, leaving)
        try:
            changes = await self._threads.ask(write)
        except DatabaseFault:
            self._touched |= touched
            raise
        self._written = (self._written | entering) - leaving
        await self._tell(changes)

    async def _beat(self, *, sweep: bool) -> None:
        asked = asyncio.get_running_loop().time()
        if self._written and not await self._threads.ask(partial(commands.renew, self._key)):
            # Taken for dead while the database let nobody write; all enter anew.
            self._touched |= self._written
            self._written = set()
        if asyncio.get_running_loop().time() - asked < 1:
            await self._tell(await self._threads.ask(commands.bury_dead))
        if sweep:
            await self._threads.ask(commands.forget_old)

    async def _tell(self, changes: commands.Changes) -> None:
        for topic, (joined, left) in changes.items():
            try:
                await self._threads.ask(partial(_told, topic, joined, left))
            except Exception:
                log.exception("realtime: %s did not take who came and went", topic)


def _told(topic: str, joined: list[str], left: list[str]) -> None:
    changed = family_of(topic).presence_changed
    if changed is not None:
        changed(topic, joined, left)
