"""The public surface of realtime: owners register topics, tell events, and ask who listens.

Browsers listen at `/live/<topic>?ticket=…[&after=N]` (server-sent events) or, where lines are blocked, ask
`/live/<topic>/since?ticket=…&after=N`; `frontend/lib/live.js` does both.
"""

from __future__ import annotations

from binhyen.foundation.realtime.app import LIVE, LiveApp
from binhyen.foundation.realtime.commands import dismiss, publish
from binhyen.foundation.realtime.queries import presence
from binhyen.foundation.realtime.tickets import ticket
from binhyen.foundation.realtime.topics import register_topic
from binhyen.foundation.realtime.types import Event

__all__ = [
    "LIVE",
    "Event",
    "LiveApp",
    "dismiss",
    "presence",
    "publish",
    "register_topic",
    "ticket",
]
