"""Which rules have their units named in the annex."""

from __future__ import annotations

STRENGTH = "staffing.officers"
"""The left side of every rule on strength."""


def is_listed(severity: str, left: str) -> bool:
    """Whether the annex names every unit that misses the rule: what binds, and strength."""
    return severity == "must" or left == STRENGTH
