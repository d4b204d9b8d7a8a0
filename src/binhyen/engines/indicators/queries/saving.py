"""An autosaved draft: the newest version is still being typed and not in the history, its author and time are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Autosave:
    """Who keeps typing on a draft, and when it was last saved by itself."""

    kind: str
    id: int | None
    name: str
    at: datetime
    origin: str

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> Autosave | None:
        """From the column; None when the newest version is in the history."""
        if stored is None:
            return None
        at = datetime.fromisoformat(stored["at"])
        return cls(stored["kind"], stored["id"], stored["name"], at, stored["origin"])

    def stored(self) -> dict[str, Any]:
        """As the column keeps it."""
        return {
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            "at": self.at.isoformat(),
            "origin": self.origin,
        }
