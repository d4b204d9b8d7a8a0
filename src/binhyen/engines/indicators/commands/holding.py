"""Who holds what while writing, so that many write at once and none is lost, on both databases.

Order, kept by every writer: periods by id, then reports by id, then totals, then the journal.

- A draft, submission or return holds its own report's row and only keeps the period from being locked meanwhile.
- An approval or import holds its periods, so that their totals have one writer; drafts go on beside it.
- A lock waits for the drafts under way and then shuts out the next.

SQLite has one writer at a time by itself (IMMEDIATE), so there nothing needs to be held.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import connection
from django.db.models import QuerySet

from binhyen.engines.indicators.models import Report, ReportingPeriod
from binhyen.engines.indicators.queries.reports import no_report
from binhyen.engines.indicators.rules.catalogue import DefinitionInfo
from binhyen.engines.indicators.types import Origin, Status
from binhyen.kernel.errors import N_, Conflict
from binhyen.kernel.periods import Period


def period_row(form: DefinitionInfo, period: Period) -> ReportingPeriod:
    """The period's row, made when new; nobody is shut out."""
    row, _ = ReportingPeriod.objects.get_or_create(
        definition_id=form.id, code=period.code, defaults=period_facts(period)
    )
    return row


def period_facts(period: Period) -> Mapping[str, object]:
    """The columns of a period's row that follow from the period."""
    return {
        "calendar": period.calendar.code,
        "kind": period.kind,
        "start": period.start,
        "end": period.end,
    }


def keep_unlocked(period_id: int) -> None:
    """From here to the end of the transaction nobody locks the period; others may write beside us."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM indicators_reportingperiod WHERE id = %s FOR KEY SHARE", [period_id]
            )


def hold_totals(period_ids: Collection[int]) -> list[ReportingPeriod]:
    """The periods' rows, by id, held for writing their totals until the transaction ends."""
    rows = ReportingPeriod.objects.select_for_update(no_key=True).filter(pk__in=period_ids)
    return list(rows.order_by("id"))


def hold_alone(period_id: int) -> ReportingPeriod:
    """The period's row with every other writer of the period shut out until the transaction ends."""
    return ReportingPeriod.objects.select_for_update().get(pk=period_id)


def hold_report(report_id: int, base_version: int | None) -> Report:
    """A report with its period, its row held; the period cannot be locked meanwhile.

    Raises:
        NotFound: no such report.
        Conflict: it is no longer at `base_version`.
    """
    report = _for_writing().filter(pk=report_id).first()
    if report is None:
        raise no_report(report_id)
    refuse_stale(report.version, base_version)
    keep_unlocked(report.period_id)
    return report


def hold_unit_report(period: ReportingPeriod, unit_id: int) -> Report:
    """A unit's report over a period, its row held; made empty (version 0) when there was none."""
    rows = _for_writing().filter(period=period, unit_id=unit_id)
    report = rows.first()
    if report is None:
        empty = {"status": Status.DRAFT, "version": 0, "origin": Origin.ENTERED}
        Report.objects.get_or_create(period=period, unit_id=unit_id, defaults=empty)
        report = rows.get()
    return report


def refuse_stale(held: int, base_version: int | None) -> None:
    """Refuse to write over what the writer has not seen.

    Raises:
        Conflict: naming both versions.
    """
    if base_version is not None and base_version != held:
        raise Conflict(
            N_(
                "Báo cáo đã được sửa: bạn xem phiên bản {seen}, nay là {held}. Hãy mở lại rồi sửa tiếp."
            ),
            seen=base_version,
            held=held,
        )


def _for_writing() -> QuerySet[Report]:
    return Report.objects.select_for_update(of=("self",), no_key=True).select_related("period")
