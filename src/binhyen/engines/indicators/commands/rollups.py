"""Totals kept exact: every approved change writes its difference into each ancestor's row, once."""

from __future__ import annotations

from binhyen.engines.indicators.models import ReportingPeriod, RollUp, new_stamp
from binhyen.engines.indicators.queries.verifying import fresh_deltas
from binhyen.engines.indicators.rules.deltas import Delta, Deltas
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note


def apply_deltas(period: ReportingPeriod, deltas: Deltas) -> None:
    """Bring the totals of a period into step with changed approved reports and make its file stale.

    The caller holds the period's row, so no one else changes these totals meanwhile.
    """
    totals = deltas.totals()
    rows = {row.unit_id: row for row in RollUp.objects.filter(period=period, unit_id__in=totals)}
    for unit_id, delta in totals.items():
        row = rows.setdefault(unit_id, RollUp(period=period, unit_id=unit_id))
        row.pk = None  # an upsert goes by period and unit; a second key would clash with itself
        _apply(row, delta)
    _store(list(rows.values()))
    ReportingPeriod.objects.filter(pk=period.pk).update(stamp=new_stamp())


@command("indicators.rebuild_rollups", "Tính lại số tổng hợp", needs="catalogue.manage")
def rebuild_rollups(actor: Actor, *, period_id: int | None = None) -> int:
    """Throw the totals away and add the approved reports up anew; returns the number of periods."""
    periods = ReportingPeriod.objects.select_for_update().order_by("id")
    chosen = list(periods if period_id is None else periods.filter(pk=period_id))
    for period in chosen:
        RollUp.objects.filter(period=period).delete()
        apply_deltas(period, fresh_deltas(period))
    note("RollUp", period_id or "all", after={"periods": len(chosen)})
    return len(chosen)


def _apply(row: RollUp, delta: Delta) -> None:
    for key, count in delta.counts.items():
        held = row.counts.get(key, 0) + count
        if held:
            row.counts[key] = held
            row.sums[key] = row.sums.get(key, 0) + delta.sums[key]
        else:
            row.counts.pop(key, None)
            row.sums.pop(key, None)
    row.reports += delta.reports
    row.guests += delta.guests


def _store(rows: list[RollUp]) -> None:
    RollUp.objects.bulk_create(
        rows,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["period", "unit"],
        update_fields=["sums", "counts", "reports", "guests"],
    )
