"""Proof of the roll-ups: every row against a fresh sum of the approved reports."""

from __future__ import annotations

from collections.abc import Iterator

from binhyen.engines.indicators.models import Report, ReportingPeriod, RollUp
from binhyen.engines.indicators.queries.places import gathering
from binhyen.engines.indicators.rules.deltas import Delta, Deltas
from binhyen.engines.indicators.types import RollUpFault


def verify_rollups(period_id: int | None = None) -> list[RollUpFault]:
    """Every number in the roll-ups that a fresh sum does not give; empty when all is exact.

    Cost: reads every approved report once.
    """
    periods = ReportingPeriod.objects.select_related("definition").order_by("id")
    chosen = periods if period_id is None else periods.filter(pk=period_id)
    return [fault for period in chosen for fault in _faults(period)]


def fresh_deltas(period: ReportingPeriod) -> Deltas:
    """All approved reports of a period as one change from nothing."""
    deltas = gathering(period)
    rows = Report.objects.filter(period=period, values__isnull=False)
    for unit_id, values in rows.values_list("unit_id", "values").iterator(chunk_size=2000):
        deltas.change(unit_id, None, values)
    return deltas


def _faults(period: ReportingPeriod) -> Iterator[RollUpFault]:
    fresh = fresh_deltas(period).totals()
    stored = {row.unit_id: row for row in RollUp.objects.filter(period=period)}
    for unit_id in sorted({*fresh, *stored}):
        row = stored.get(unit_id) or RollUp(period=period, unit_id=unit_id)
        for key, held, right in _differences(row, fresh.get(unit_id, Delta())):
            yield RollUpFault(unit_id, period.definition.code, period.code, key, held, right)


def _differences(
    row: RollUp, fresh: Delta
) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    for key in sorted({*row.sums, *fresh.sums}):
        held = (row.sums.get(key, 0), row.counts.get(key, 0))
        right = (fresh.sums.get(key, 0), fresh.counts.get(key, 0))
        if held != right:
            yield key, held, right
    if (row.reports, row.guests) != (fresh.reports, fresh.guests):
        yield "reports", (row.reports, row.guests), (fresh.reports, fresh.guests)
