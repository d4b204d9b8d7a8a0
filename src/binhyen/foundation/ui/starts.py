"""Where a reader starts after signing in, when a module offers more than the first page of the menu."""

from __future__ import annotations

from collections.abc import Callable

from binhyen.foundation.access.api import Actor

Start = Callable[[Actor], str]
_starts: list[Start] = []


def register_start(start: Start) -> None:
    """Offer a start: an address of this site, or "" where this reader has none; the last one registered counts."""
    _starts[:] = [start]


def start_for(actor: Actor) -> str:
    """The address a reader chose to start from; empty when they chose none."""
    return _starts[0](actor) if _starts else ""
