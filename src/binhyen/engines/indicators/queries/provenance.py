"""Who approved a value, when, in which version, from which file, and by which succession it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from binhyen.engines.indicators.models import Report, ReportVersion
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.windows import Window
from binhyen.engines.indicators.rules.measures import Input
from binhyen.engines.indicators.types import Origin, SourceValue, Status
from binhyen.engines.units.api import lineage, structure
from binhyen.kernel.numbers import format_date


def with_provenance(
    sources: Sequence[SourceValue], wanted: Input, window: Window
) -> list[SourceValue]:
    """The same sources with their reports' facts filled in; counted values have none."""
    placed = [_with_succession(source, window) for source in sources]
    if wanted.element.counted or wanted.element.definition is None:
        return placed
    definition = catalogue().definitions[wanted.element.definition]
    reports = {
        (report.unit_id, report.period.code): report
        for report in Report.objects.select_related("period").filter(
            period__definition_id=definition.id,
            period__code__in={source.period for source in sources},
            unit_id__in={source.unit_id for source in sources},
        )
    }
    approvals = _approvals([report.pk for report in reports.values()])
    return [
        _with_report(source, reports[source.unit_id, source.period], approvals) for source in placed
    ]


def _approvals(report_ids: list[int]) -> dict[int, ReportVersion]:
    """The newest approved version of each report."""
    versions = ReportVersion.objects.filter(report_id__in=report_ids, status=Status.APPROVED)
    ordered = versions.select_related("batch").order_by("number")
    return {version.report_id: version for version in ordered}


def _with_report(
    source: SourceValue, report: Report, approvals: dict[int, ReportVersion]
) -> SourceValue:
    approval = approvals.get(report.pk)
    document = approval.batch.file_name if approval and approval.batch else ""
    return replace(
        source,
        report_id=report.pk,
        version=approval.number if approval else None,
        origin=Origin(approval.origin) if approval else None,
        approved_by=report.approved_by,
        approved_office=report.approved_by,
        approved_at=report.approved_at,
        document=document,
    )


def _with_succession(source: SourceValue, window: Window) -> SourceValue:
    if window.as_of is None or source.unit_id in structure(window.as_of):
        return source
    steps = [link for link in lineage(source.unit_id).successors if link.step == 1]
    words = "; ".join(
        f"{link.full_name} từ {format_date(link.on)}"
        + (f" theo {link.source_document}" if link.source_document else "")
        for link in steps
    )
    return replace(source, via=f"chuyển vào {words}" if words else "")
