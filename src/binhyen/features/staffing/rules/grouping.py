"""Lines by the place one decision is made for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from binhyen.engines.units.api import Level, Structure
from binhyen.features.staffing.types import LineRow


def by_place(
    tree: Structure, province_id: int, lines: Sequence[LineRow], *, districts: bool = True
) -> dict[int, list[LineRow]]:
    """Receiving district → lines, in the order of the lines; units right below the province go with it.

    With `districts` false everything goes with the province.
    """
    found: defaultdict[int, list[LineRow]] = defaultdict(list)
    for row in lines:
        above = tree.ancestors(row.unit_id)[0]
        by_district = districts and above.level == Level.DISTRICT
        found[above.id if by_district else province_id].append(row)
    return dict(found)
