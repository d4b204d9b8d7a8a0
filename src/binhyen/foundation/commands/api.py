"""The public surface of commands."""

from __future__ import annotations

from binhyen.foundation.commands.events import emit, subscribe
from binhyen.foundation.commands.registry import ANYWHERE, Command, command, note, registry
from binhyen.foundation.commands.statistics import refresh_statistics

__all__ = [
    "ANYWHERE",
    "Command",
    "command",
    "emit",
    "note",
    "refresh_statistics",
    "registry",
    "subscribe",
]
