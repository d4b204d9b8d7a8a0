"""Totals kept exact: every approved change writes its difference into each ancestor's row, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson
from django.db import connection

from binhyen.engines.indicators.models import ReportingPeriod, RollUp, new_stamp
from binhyen.engines.indicators.queries.parquet import columns_of
from binhyen.engines.indicators.queries.rebuilding.local import (
    Rebuilt,
    Sums,
    local_sums,
    one_by_one,
)
from binhyen.engines.indicators.queries.rebuilding.rolling import (
    Difference,
    differences,
    stored_rollups,
)
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


@command("indicators.rebuild_period", "Dựng lại số dẫn xuất của một kỳ", needs="catalogue.manage")
def rebuild_period(actor: Actor, *, period_id: int, sums: Sums = local_sums) -> Rebuilt:
    """Make a period's analysis files and roll-ups anew from its approved reports; readers go on meanwhile.

    The files are renamed into place under the period's stamp; only roll-ups that were wrong are written.

    Args:
        sums: who adds up, this process or a cluster; the results are the same.
    """
    period = ReportingPeriod.objects.select_for_update().get(pk=period_id)
    layout = columns_of(period.definition_id)
    values, fresh = sums(period, layout)
    stored = stored_rollups(period)
    if {key for row in stored.values() for key in row.counts} - {key for key, _ in layout}:
        # Values of elements that have left the report are in no file; they are added one by one.
        fresh = one_by_one(period)
    wrong = differences(stored, fresh)
    _replace(period, wrong)
    facts = Rebuilt(period.code, values, len(fresh), tuple(wrong))
    note("RollUp", period_id, after={"values": values, "differences": len(wrong)})
    return facts


def _replace(period: ReportingPeriod, wrong: Sequence[Difference]) -> None:
    """Write the rows that differ, past the ORM: a new database differs in all of them."""
    if not wrong:
        return
    RollUp.objects.filter(period=period, unit_id__in=[one.unit_id for one in wrong]).delete()
    rows = [
        (
            period.pk,
            one.unit_id,
            dumped(one.fresh.sums),
            dumped(one.fresh.counts),
            one.fresh.reports,
            one.fresh.guests,
        )
        for one in wrong
        if one.fresh is not None
    ]
    table = connection.ops.quote_name(RollUp._meta.db_table)  # noqa: SLF001 - a public name in all but spelling
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (period_id, unit_id, sums, counts, reports, guests) "  # noqa: S608 - our own names
            "VALUES (%s, %s, %s, %s, %s, %s)",
            rows,
        )


def dumped(numbers: Mapping[str, int]) -> str:
    """Numbers by key as both databases store them."""
    return orjson.dumps(numbers).decode()


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
