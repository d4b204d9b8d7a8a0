"""Where units lie, for maps."""

from __future__ import annotations

from collections.abc import Collection

from binhyen.engines.units.models import UnitPoint
from binhyen.engines.units.types import MILLION


def unit_points(unit_ids: Collection[int]) -> dict[int, tuple[float, float]]:
    """Latitude and longitude in degrees by unit; units without a known place are absent.

    Precise enough to draw, not to measure. Cost: one statement.
    """
    wanted = set(unit_ids)
    rows = UnitPoint.objects.values_list("unit_id", "lat_microdegrees", "lon_microdegrees")
    # A country has more units than a statement may have parameters, and the table is small enough to read whole.
    chosen = rows if len(wanted) > 900 else rows.filter(unit_id__in=wanted)
    return {unit: (lat / MILLION, lon / MILLION) for unit, lat, lon in chosen if unit in wanted}
