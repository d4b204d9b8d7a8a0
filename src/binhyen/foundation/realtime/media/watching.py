"""Ends the connections of people who were thrown out meanwhile: one look a second for all of a process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections

from binhyen.foundation.realtime.media.queries import welcome

LOOK_SECONDS = 1.0
_open: dict[str, set[asyncio.Event]] = {}
_looking: set[asyncio.Task[None]] = set()

log = logging.getLogger(__name__)


@contextmanager
def watched(key: str) -> Iterator[asyncio.Event]:
    """An event that is set when the owner of the key may no longer be in the room."""
    gone = asyncio.Event()
    _open.setdefault(key, set()).add(gone)
    if not _looking:
        task = asyncio.ensure_future(_look())
        _looking.add(task)
        task.add_done_callback(_looking.discard)
    try:
        yield gone
    finally:
        _open[key].discard(gone)
        if not _open[key]:
            del _open[key]


async def _look() -> None:
    while _open:
        await asyncio.sleep(LOOK_SECONDS)
        asked = list(_open)
        try:
            still = await sync_to_async(_welcome, thread_sensitive=False)(asked)
        except DatabaseError:
            log.exception("could not look who is still welcome")
            continue
        for key in set(asked) - still:
            for gone in _open.get(key, ()):
                gone.set()


def _welcome(keys: list[str]) -> set[str]:
    close_old_connections()
    try:
        return welcome(keys)
    finally:
        close_old_connections()
