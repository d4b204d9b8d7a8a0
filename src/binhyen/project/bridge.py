"""Django's WSGI application inside the asynchronous server: each request in one of a few threads, as before.

Small bodies are read before a thread is taken and whole answers leave in one piece, so that an ordinary page costs one
hop between event loop and thread; large uploads and downloads flow with the pace of their reader.
"""

from __future__ import annotations

import asyncio
import io
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from typing_extensions import override

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[bytes, bytes]]

SMALL_BODY = 1024 * 1024
PIECE = 256 * 1024
MOST_WAITING = 512
# What a body may be sent with; a header named with an underscore could pass for another one.
_BARE = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}

log = logging.getLogger(__name__)


class Bridge:
    """An ASGI application around a WSGI one."""

    def __init__(self, wsgi: Wsgi, threads: int) -> None:
        self._wsgi = wsgi
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="pages")
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; too many waiting ones are answered 503."""
        if self._waiting >= MOST_WAITING:
            await _send_whole(send, 503, [(b"retry-after", b"1")], b"")
            return
        loop = asyncio.get_running_loop()
        environ = _environ(scope)
        environ["wsgi.input"] = await _body(environ, receive, loop)
        self._waiting += 1
        try:
            whole = await loop.run_in_executor(self._pool, self._answer, environ, send, loop)
        finally:
            self._waiting -= 1
        if whole is not None:
            await _send_whole(send, *whole)

    def _answer(
        self, environ: dict[str, Any], send: Send, loop: asyncio.AbstractEventLoop
    ) -> tuple[int, Headers, bytes] | None:
        started = _Started()
        try:
            result = self._wsgi(environ, started)
        except Exception:
            log.exception("%s failed", environ["PATH_INFO"])
            return 500, [], b""
        try:
            if not getattr(result, "streaming", True):
                return started.status, started.headers, b"".join(result)
            _send_pieces(result, started, send, loop)
            return None
        finally:
            if hasattr(result, "close"):
                result.close()


class _Started:
    """What the application says first."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: Headers = []

    def __call__(self, status: str, headers: list[tuple[str, str]], _fault: Any = None) -> None:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers
        ]


class _Upload(io.RawIOBase):
    """A large body, read by the thread as it comes."""

    def __init__(self, first: bytes, receive: Receive, loop: asyncio.AbstractEventLoop) -> None:
        self._rest = first
        self._receive = receive
        self._loop = loop
        self._more = True

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Any) -> int:
        while not self._rest and self._more:
            message = asyncio.run_coroutine_threadsafe(_next(self._receive), self._loop).result()
            self._rest = message.get("body", b"")
            self._more = message.get("more_body", False)
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)


async def _next(receive: Receive) -> Message:
    return await receive()


async def _body(
    environ: dict[str, Any], receive: Receive, loop: asyncio.AbstractEventLoop
) -> io.BufferedIOBase:
    read = bytearray()
    if not environ.get("CONTENT_LENGTH") and environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
        return io.BytesIO()
    while True:
        message = await receive()
        read += message.get("body", b"")
        if not message.get("more_body", False):
            return io.BytesIO(bytes(read))
        if len(read) > SMALL_BODY:
            return io.BufferedReader(_Upload(bytes(read), receive, loop), PIECE)


def _environ(scope: Scope) -> dict[str, Any]:
    server, client = scope.get("server") or ("", ""), scope.get("client") or ("", "")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        # WSGI wants the bytes of the path as if they were Latin-1.
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if "_" in name:
            continue
        key = _BARE.get(name) or "HTTP_" + name.upper().replace("-", "_")
        if key in environ:
            value = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
        environ[key] = value
    return environ


def _send_pieces(
    result: Iterable[bytes], started: _Started, send: Send, loop: asyncio.AbstractEventLoop
) -> None:
    """Send a streamed answer in pieces of some size: a hop for every small block would be slow."""

    def deliver(message: Message) -> None:
        asyncio.run_coroutine_threadsafe(_sent(send, message), loop).result()

    deliver({"type": "http.response.start", "status": started.status, "headers": started.headers})
    piece = bytearray()
    for chunk in result:
        piece += chunk
        if len(piece) >= PIECE:
            deliver({"type": "http.response.body", "body": bytes(piece), "more_body": True})
            piece.clear()
    deliver({"type": "http.response.body", "body": bytes(piece), "more_body": False})


async def _sent(send: Send, message: Message) -> None:
    await send(message)


async def _send_whole(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
