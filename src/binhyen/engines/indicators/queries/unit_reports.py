"""All newer reports of one unit at once, for a device that is to show them without a network."""

from __future__ import annotations

from datetime import date

from binhyen.engines.indicators.models import CellRemark, Report
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.remarks import references
from binhyen.engines.indicators.queries.reports import state_of
from binhyen.engines.indicators.reporting_types import Remark
from binhyen.engines.indicators.types import RemarkKind, ReportState
from binhyen.foundation.access.api import Actor, visible


def unit_reports(actor: Actor, unit_id: int, since: date) -> list[ReportState]:
    """The reports of a unit over periods that end after a day, by period; one statement.

    Empty when the actor may not see the unit.
    """
    rows = (
        visible(actor, Report.objects.all())
        .filter(unit_id=unit_id, period__end__gt=since)
        .select_related("period")
        .order_by("period__start", "period__definition_id")
    )
    return [state_of(row) for row in rows]


def unit_remarks(actor: Actor, unit_id: int, since: date) -> list[Remark]:
    """What was said about cells of these reports, oldest first; one statement."""
    refs = references(catalogue())
    reports = visible(actor, Report.objects.filter(unit_id=unit_id, period__end__gt=since))
    rows = CellRemark.objects.filter(report__in=reports.values("pk")).order_by("id")
    return [
        Remark(
            id=row.pk,
            report_id=row.report_id,
            version=row.version,
            ref=refs.get(row.key, row.key),
            kind=RemarkKind(row.kind),
            text=row.text,
            author_kind=row.author_kind,
            author_id=row.author_id,
            author_name=row.author_name,
            at=row.at,
        )
        for row in rows
    ]
