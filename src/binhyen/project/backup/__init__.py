"""Backups: one file that holds an installation whole, taken while it serves."""

from __future__ import annotations

from binhyen.project.backup.restore import restore
from binhyen.project.backup.take import take

__all__ = ["restore", "take"]
