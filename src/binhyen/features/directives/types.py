"""What the directives feature tells its callers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Imported:
    """How much a file brought in."""

    directives: int
    orders: int
    tasks: int
