"""Everything live in one process of the server: the tail, who is there, and the clock that keeps lines honest."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from itertools import count

from binhyen.foundation.realtime.attendance import Attendance
from binhyen.foundation.realtime.frames import HEARTBEAT
from binhyen.foundation.realtime.lines import STUCK_SECONDS, Line
from binhyen.foundation.realtime.tail import Tail

HEARTBEAT_SECONDS = 15.0
LOOK_SECONDS = 2.5
LIFE_SECONDS = 240.0
"""A line ends after so long and its listener comes back: a peer whose power failed is thus noticed, and asked about anew."""
POLLED_SECONDS = 15.0
MOST_LINES = 6000
MOST_LINES_EACH = 8
PAUSE_SECONDS = 1.0

log = logging.getLogger(__name__)


class Hub:
    """Made in the event loop that serves; `start` may be called again and again."""

    def __init__(self) -> None:
        self.tail = Tail()
        self.attendance = Attendance()
        self._lines: dict[tuple[str, str], list[Line]] = {}
        self._count = 0
        self._spread = count()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def is_full(self) -> bool:
        """Whether one more line would be too many for this process."""
        return self._count >= MOST_LINES

    def start(self) -> None:
        """Begin reading, beating and looking."""
        if not self._tasks:
            works = (self.tail.run, self.attendance.run, self._keep)
            self._tasks = [asyncio.ensure_future(_for_ever(work)) for work in works]

    async def stop(self) -> None:
        """Close all lines and end; listeners find another process, or this one's successor."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        for line in self._all():
            line.close()

    def new_line(self, topic: str, who: str, after: int | None) -> Line:
        """A line whose end is spread over a minute, so that not all come back at once."""
        now = asyncio.get_running_loop().time()
        return Line(topic, who, after, now + LIFE_SECONDS + next(self._spread) * 37 % 60)

    async def open(self, line: Line) -> None:
        """Count a line and have it fed; somebody's oldest line gives way to a ninth."""
        theirs = self._lines.setdefault((line.topic, line.who), [])
        theirs.append(line)
        self._count += 1
        if len(theirs) > MOST_LINES_EACH:
            theirs[0].close()
        self.attendance.enter(line.topic, line.who)
        await self.tail.add(line)

    def end(self, line: Line) -> None:
        """Forget a line."""
        theirs = self._lines.get((line.topic, line.who), [])
        if line not in theirs:
            return
        theirs.remove(line)
        if not theirs:
            del self._lines[line.topic, line.who]
        self._count -= 1
        self.tail.remove(line)
        self.attendance.leave(line.topic, line.who)

    def polled(self, topic: str, who: str) -> None:
        """Somebody without a line asked: they are there until they might have asked twice again."""
        self.attendance.enter(topic, who)
        self.attendance.leave(topic, who, grace=POLLED_SECONDS)

    def _all(self) -> list[Line]:
        return [line for theirs in self._lines.values() for line in theirs]

    async def _keep(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = loop.time()
            for line in self._all():
                self._look_after(line, now)

    def _look_after(self, line: Line, now: float) -> None:
        if line.sending_since is not None:
            if now - line.sending_since > STUCK_SECONDS:
                line.close()
        elif now > line.ends_at:
            line.finish()
        elif now - line.sent_at > HEARTBEAT_SECONDS - LOOK_SECONDS and not line.is_holding:
            line.push(None, HEARTBEAT)


async def _for_ever(work: Callable[[], Awaitable[None]]) -> None:
    """Begin again whatever fails: without its tail a process would serve lines that say nothing."""
    while True:
        try:
            await work()
        except Exception:
            log.exception("realtime: %s failed and begins again", work)
            await asyncio.sleep(PAUSE_SECONDS)
