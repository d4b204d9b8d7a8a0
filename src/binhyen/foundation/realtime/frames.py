"""Server-sent events on the wire, each encoded once however many listen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

HEARTBEAT = b":\n\n"
RETRY = b"retry: 1000\n\n"


def event_frame(kind: str, payload: str, number: int | None) -> bytes:
    """One event; `payload` is JSON on one line, `number` what `Last-Event-ID` will say."""
    numbered = "" if number is None else f"id: {number}\n"
    return f"{numbered}event: {kind}\ndata: {payload}\n\n".encode()


def ticket_frame(ticket: str) -> bytes:
    """A ticket to come back with."""
    return event_frame("-ticket", json.dumps({"ticket": ticket}), None)


def refused_frame() -> bytes:
    """The owner no longer admits this listener: coming back is of no use."""
    return event_frame("-refused", "{}", None)


def again_frame() -> bytes:
    """The line ends as planned: come back at once."""
    return event_frame("-again", "{}", None)


def as_json(payload: Mapping[str, Any]) -> str:
    """One line of JSON, dates and decimals as text; ValueError or TypeError for what is none."""
    return json.dumps(
        payload,
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )
