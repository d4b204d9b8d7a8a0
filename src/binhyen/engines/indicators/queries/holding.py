"""What reports hold, report by report, for whoever carries figures elsewhere; memory stays flat however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from binhyen.engines.indicators.models import CellRemark, Report, ReportingPeriod
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.types import RemarkKind
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.periods import Period

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class HeldReport:
    """The values of one report as they are stored: integers scaled by the element's decimals, by value key."""

    report_id: int
    unit_id: int
    status: str
    values: Mapping[str, int]
    submitted_by: str
    submitted_at: datetime | None
    approved_by: str
    approved_at: datetime | None


def held_values(
    actor: Actor, *, definition: str, period: Period, newest: bool = False
) -> Iterator[HeldReport]:
    """The reports of a period the actor may see, in the order of their units; those without values left out.

    Args:
        newest: what is on its way to approval too; else only what is in the totals.

    Cost: one statement, read in chunks.

    Raises:
        NotFound: no such report definition.
    """
    rows = (
        visible(actor, Report.objects.all())
        .filter(
            period__definition_id=catalogue().definition(definition).id, period__code=period.code
        )
        .order_by("unit_id")
        .values_list(
            "id",
            "unit_id",
            "status",
            "values",
            "draft",
            "submitted_by",
            "submitted_at",
            "approved_by",
            "approved_at",
        )
    )
    for row in rows.iterator(CHUNK):
        report_id, unit_id, status, values, draft, sender, sent_at, approver, approved_at = row
        held = draft if newest and draft is not None else values
        if held is not None:
            yield HeldReport(
                report_id, unit_id, status, held, sender, sent_at, approver, approved_at
            )


def cell_notes(actor: Actor, *, definition: str, period: Period) -> dict[tuple[int, str], str]:
    """The newest note on each cell of a period, by (report id, value key); notes taken back are left out."""
    seen = visible(actor, Report.objects.all()).filter(
        period__definition_id=catalogue().definition(definition).id, period__code=period.code
    )
    rows = CellRemark.objects.filter(report__in=seen, kind=RemarkKind.NOTE).exclude(key="")
    newest = {
        (report_id, key): text
        for report_id, key, text in rows.order_by("id").values_list("report_id", "key", "text")
    }
    return {place: text for place, text in newest.items() if text}


def reported_periods(definition: str) -> list[str]:
    """Codes of the periods over which anything was reported, ascending by day."""
    rows = ReportingPeriod.objects.filter(definition_id=catalogue().definition(definition).id)
    return list(rows.order_by("start").values_list("code", flat=True))
