"""Plain answers of the asynchronous application."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from binhyen.kernel.errors import DomainError

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_ALWAYS = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]
SERVER_SENT = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    # Proxies in front must hand events on at once.
    (b"x-accel-buffering", b"no"),
    *_ALWAYS,
]


async def answer(send: Send, status: int, said: Mapping[str, Any] | str, **headers: bytes) -> None:
    """A short JSON answer."""
    text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    body = text.encode()
    kind = b"application/json" if status < 400 else b"application/problem+json"
    all_headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        *((name.replace("_", "-").encode(), value) for name, value in headers.items()),
        *_ALWAYS,
    ]
    await send({"type": "http.response.start", "status": status, "headers": all_headers})
    await send({"type": "http.response.body", "body": body})


async def answer_fault(send: Send, fault: DomainError) -> None:
    """A refusal as RFC 9457 problem details."""
    said = {"type": f"urn:binhyen:{fault.code}", "title": str(fault), "status": fault.status}
    await answer(send, fault.status, said)
