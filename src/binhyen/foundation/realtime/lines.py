"""One open line to one listener: what waits to be sent is bounded, so a slow reader is dropped and resumes."""

from __future__ import annotations

import asyncio
from collections import deque

MOST_FRAMES = 512
MOST_BYTES = 512 * 1024
STUCK_SECONDS = 20
"""A reader that took nothing for so long while something waited is gone or too slow."""


class Line:
    """Frames for one listener, in order, each number once."""

    __slots__ = (
        "_bell",
        "_frames",
        "_held",
        "_size",
        "closed",
        "ends_at",
        "finished",
        "last",
        "sending_since",
        "sent_at",
        "task",
        "topic",
        "who",
    )

    def __init__(self, topic: str, who: str, after: int | None, ends_at: float) -> None:
        self.topic = topic
        self.who = who
        self.last = after
        self.ends_at = ends_at
        self.sent_at = 0.0
        self.sending_since: float | None = None
        self.closed = False
        self.finished = False
        self.task: asyncio.Task[object] | None = None
        self._frames: deque[bytes] = deque()
        self._held: list[tuple[int | None, bytes]] | None = []
        self._size = 0
        self._bell = asyncio.Event()

    @property
    def is_holding(self) -> bool:
        """Whether it still waits for what was missed, so that nothing newer may go before."""
        return self._held is not None

    def push(self, number: int | None, frame: bytes) -> None:
        """Add a frame unless it was sent before; too many waiting ones close the line."""
        if self._held is not None:
            self._held.append((number, frame))
        elif number is None or self.last is None or number > self.last:
            self.last = self.last if number is None else number
            self._frames.append(frame)
            self._bell.set()
        self._size += len(frame)
        waiting = len(self._frames) + len(self._held or ())
        if waiting > MOST_FRAMES or self._size > MOST_BYTES:
            self.close()

    def release(self) -> None:
        """What was missed is sent: let pass what came meanwhile."""
        held, self._held, self._size = self._held or [], None, 0
        for number, frame in held:
            self.push(number, frame)

    async def frames(self) -> bytes:
        """Everything that waits, as soon as something does; empty when the line was closed or is to end."""
        while not self._frames and not self.closed and not self.finished:
            self._bell.clear()
            await self._bell.wait()
        if self.closed:
            return b""
        taken = b"".join(self._frames)
        self._frames.clear()
        self._size = 0
        return taken

    def finish(self) -> None:
        """End the line once nothing waits any more."""
        self.finished = True
        self._bell.set()

    def close(self) -> None:
        """End the line, even in the middle of a sending that never ends."""
        if self.closed:
            return
        self.closed = True
        self._bell.set()
        if self.sending_since is not None and self.task is not None:
            self.task.cancel()
