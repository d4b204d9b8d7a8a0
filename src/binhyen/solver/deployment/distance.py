"""Road-equivalent distance between two points, in plain Python: what the checker trusts."""

from __future__ import annotations

from math import asin, cos, floor, radians, sin, sqrt
from typing import Final

EARTH_KM: Final = 6371.0088


def road_hm(start: tuple[float, float], end: tuple[float, float], detour: float) -> int:
    """Hectometres from (lat, lon) to (lat, lon) in degrees: floor(10 · detour · great-circle km + 0.5)."""
    lat1, lat2 = radians(start[0]), radians(end[0])
    across = radians(end[1]) - radians(start[1])
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(across / 2) ** 2
    km = 2 * EARTH_KM * asin(sqrt(min(1.0, half)))
    return floor(10 * detour * km + 0.5)
