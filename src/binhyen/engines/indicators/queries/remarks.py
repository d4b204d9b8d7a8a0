"""What was said about the cells of a report, oldest first."""

from __future__ import annotations

from binhyen.engines.indicators.models import CellRemark, Report
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.reports import no_report
from binhyen.engines.indicators.reporting_types import Remark
from binhyen.engines.indicators.rules.catalogue import Catalogue
from binhyen.engines.indicators.types import RemarkKind
from binhyen.foundation.access.api import Actor, visible


def remarks(report_id: int, *, actor: Actor | None = None) -> list[Remark]:
    """Every remark of a report in the order it was made; of several notes on one cell the newest stands.

    Args:
        actor: whose right to see the report is asked for; None where the caller has asked already.

    Raises:
        NotFound: no such report, or not for this actor.
    """
    if actor is not None and not visible(actor, Report.objects.filter(pk=report_id)).exists():
        raise no_report(report_id)
    refs = references(catalogue())
    return [
        Remark(
            row.pk,
            row.report_id,
            row.version,
            refs.get(row.key, row.key),
            RemarkKind(row.kind),
            row.text,
            row.author_kind,
            row.author_id,
            row.author_name,
            row.at,
        )
        for row in CellRemark.objects.filter(report_id=report_id).order_by("id")
    ]


def references(known: Catalogue) -> dict[str, str]:
    """How formulas write each value key."""
    return {
        key: element.reference(option)
        for element in known.elements.values()
        for key, option in element.value_keys()
    }
