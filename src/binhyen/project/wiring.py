"""Every hidden coupling in one place: who listens to what, and which engine counts for which element."""

from __future__ import annotations


def connect() -> None:
    """Join the modules; called once when all apps are ready."""
