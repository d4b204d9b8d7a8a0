"""Questions to the database from the event loop: each kind in threads of its own, so that none waits for another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


class Threads:
    """A few threads that keep their connections to the database."""

    def __init__(self, name: str, count: int) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=f"realtime-{name}")

    async def ask(self, work: Callable[[], T]) -> T:
        """The answer of `work`, got in a thread; a connection that failed is not used again."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, _asked, work)

    async def rest(self) -> None:
        """Close one thread's connection until the next question."""
        await self.ask(_closed)


def _closed() -> None:
    connection.close()


def _asked(work: Callable[[], T]) -> T:
    try:
        return work()
    except Exception:
        connection.close()
        raise
