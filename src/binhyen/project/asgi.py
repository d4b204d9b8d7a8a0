"""The ASGI application served by granian: live lines and the media socket natively, everything else Django in threads."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

# Sets Django up, so it comes before whatever has models.
from binhyen.project.wsgi import application as pages  # isort: skip

from binhyen.foundation.realtime.api import LIVE, LiveApp
from binhyen.foundation.realtime.media.api import proxy
from binhyen.project.bridge import Bridge

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PAGE_THREADS = 4
MEDIA_SOCKET = "/janus"

live = LiveApp()
django = Bridge(pages, PAGE_THREADS)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """One request, one socket, or the server's own life."""
    if scope["type"] == "http":
        serve = live if scope["path"].startswith(LIVE) else django
        await serve(scope, receive, send)
    elif scope["type"] == "websocket":
        await _socket(scope, receive, send)
    else:
        await _live(receive, send)


async def _socket(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] == MEDIA_SOCKET:
        await proxy(scope, receive, send)
    else:
        await receive()
        await send({"type": "websocket.close", "code": 1008})


async def _live(receive: Receive, send: Send) -> None:
    while (await receive())["type"] != "lifespan.shutdown":
        await live.start()
        _close_lines_at_the_end()
        await send({"type": "lifespan.startup.complete"})
    await live.stop()
    await send({"type": "lifespan.shutdown.complete"})


def _close_lines_at_the_end() -> None:
    """End all lines as soon as the process is told to: the server waits for its connections, and a line never ends by itself."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()

    def told(_number: int, _frame: object) -> None:
        # The server's own handler hears of it too: the loop is woken by each signal, whoever else listens.
        loop.call_soon_threadsafe(lambda: loop.create_task(live.stop()))

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told)
