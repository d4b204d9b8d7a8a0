"""The public surface of commands."""

from __future__ import annotations

from binhyen.foundation.commands.events import emit, subscribe
from binhyen.foundation.commands.registry import ANYWHERE, Command, command, note, registry

__all__ = ["ANYWHERE", "Command", "command", "emit", "note", "registry", "subscribe"]
