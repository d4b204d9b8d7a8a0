"""Moving an installation from SQLite to PostgreSQL: all of it or nothing, proved row by row before it counts."""

from __future__ import annotations

from binhyen.project.moving.move import Moved, move

__all__ = ["Moved", "move"]
