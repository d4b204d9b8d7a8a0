"""The public surface of commands."""

from __future__ import annotations

from binhyen.foundation.commands.events import emit, subscribe
from binhyen.foundation.commands.registry import (
    ANYWHERE,
    Command,
    Scope,
    command,
    note,
    refuse_unless_allowed,
    registry,
)
from binhyen.foundation.commands.statistics import refresh_statistics

__all__ = [
    "ANYWHERE",
    "Command",
    "Scope",
    "command",
    "emit",
    "note",
    "refresh_statistics",
    "refuse_unless_allowed",
    "registry",
    "subscribe",
]
