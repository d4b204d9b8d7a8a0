"""The versions of units in time, as spans with a beginning and an end."""

from __future__ import annotations

from collections.abc import Iterable

from binhyen.engines.units.models import UnitVersion
from binhyen.engines.units.rules.naming import full_name
from binhyen.engines.units.types import VersionSpan
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.validity import stretches


def unit_versions(unit_id: int) -> list[VersionSpan]:
    """The versions of a unit in the order of time; the last one's valid_to is its end, if it ended.

    Raises:
        NotFound: no such unit.
    """
    found = spans_of([unit_id]).get(unit_id)
    if not found:
        raise NotFound(N_("Không có đơn vị số {unit_id}."), unit_id=unit_id)
    return found


def spans_of(unit_ids: Iterable[int]) -> dict[int, list[VersionSpan]]:
    """The versions of each unit in the order of time; unknown ids are left out. Cost: one statement."""
    rows = UnitVersion.objects.filter(unit_id__in=set(unit_ids)).select_related("unit")
    chains: dict[int, list[UnitVersion]] = {}
    for row in rows.order_by("unit_id", "valid_from"):
        chains.setdefault(row.unit_id, []).append(row)
    return {unit_id: _spans(chain) for unit_id, chain in chains.items()}


def _spans(chain: list[UnitVersion]) -> list[VersionSpan]:
    return [
        VersionSpan(
            code=row.code,
            type=row.type,
            name=row.name,
            full_name=full_name(row.unit.level, row.type, row.name),
            parent_id=row.parent_id,
            valid_from=row.valid_from,
            valid_to=until,
            source_document=row.source_document,
            certainty=row.certainty,
        )
        for row, _, until in stretches(chain)
        if not row.ended
    ]
