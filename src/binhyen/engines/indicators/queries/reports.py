"""Single reports: as forms show them, with their history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from binhyen.engines.indicators.models import Report, ReportVersion
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.saving import Autosave
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo
from binhyen.engines.indicators.rules.values import unscaled
from binhyen.engines.indicators.types import Origin, ReportState, Status
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.periods import Period, parse_period


def report_state(
    actor: Actor, *, unit_id: int, definition: str, period: Period
) -> ReportState | None:
    """The report of a unit over a period; None when nothing was entered yet or the actor may not see it."""
    known = catalogue()
    row = (
        visible(actor, Report.objects.all())
        .filter(
            unit_id=unit_id,
            period__definition_id=known.definition(definition).id,
            period__code=period.code,
        )
        .select_related("period")
        .first()
    )
    return None if row is None else state_of(row)


def report_history(actor: Actor, *, report_id: int) -> list[ReportVersion]:
    """Every version of a report, oldest first; the last one may be an autosave, which has no row (and no pk) yet.

    Raises:
        NotFound: no such report, or not for this actor.
    """
    report = visible(actor, Report.objects.all()).filter(pk=report_id).first()
    if report is None:
        raise no_report(report_id)
    found = list(ReportVersion.objects.filter(report_id=report_id).order_by("number"))
    opened = _opened(report)
    return found if opened is None else [*found, opened]


def report_at(report_id: int, version: int, *, actor: Actor | None = None) -> ReportState:
    """The report as it stood at a version; `approved_values` are those approved by then.

    Args:
        actor: whose right to see the report is asked for; None where the caller has asked already.

    Raises:
        NotFound: no such report or version, or not for this actor.
    """
    rows = Report.objects.select_related("period").filter(pk=report_id)
    report = (rows if actor is None else visible(actor, rows)).first()
    if report is None:
        raise no_report(report_id)
    past = ReportVersion.objects.filter(report=report, number__lte=version)
    last = past.order_by("-number").first()
    approved = past.filter(status=Status.APPROVED).order_by("-number").first()
    opened = _opened(report)
    shown = opened if opened is not None and opened.number == version else last
    if shown is None or shown.number != version:
        raise NotFound(
            N_("Báo cáo số {report} không có phiên bản {version}."),
            report=report_id,
            version=version,
        )
    report.draft, report.values = shown.values, None if approved is None else approved.values
    report.status, report.version, report.origin = shown.status, version, shown.origin
    report.comment = shown.reason
    return state_of(report)


def _opened(report: Report) -> ReportVersion | None:
    """The autosaved version that has no row in the history yet."""
    saved = Autosave.of(report.autosave)
    if saved is None:
        return None
    return ReportVersion(
        report=report,
        number=report.version,
        status=Status.DRAFT,
        values=report.draft or {},
        origin=saved.origin,
        author_kind=saved.kind,
        author_id=saved.id,
        author_name=saved.name,
        at=saved.at,
    )


def state_of(row: Report, known: Catalogue | None = None) -> ReportState:
    """The row as it may cross the border; `known` where the catalogue was asked for already."""
    known = known or catalogue()
    definition = definition_by_id(known, row.period.definition_id)
    newest = row.values if row.draft is None else row.draft
    saved = Autosave.of(row.autosave)
    return ReportState(
        id=row.pk,
        unit_id=row.unit_id,
        definition=definition.code,
        period=period_of_row(known, row.period),
        status=Status(row.status),
        version=row.version,
        values=_by_code(known, definition, newest),
        approved_values=_by_code(known, definition, row.values),
        comment=row.comment,
        origin=Origin(row.origin),
        saved_by="" if saved is None else saved.name,
        saved_at=None if saved is None else saved.at,
        submitted_by=row.submitted_by,
        submitted_at=row.submitted_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
    )


def event_facts(known: Catalogue, row: Report, at: datetime, by: str) -> dict[str, Any]:
    """What every event about a report tells."""
    return {
        "report_id": row.pk,
        "unit_id": row.unit_id,
        "definition": definition_by_id(known, row.period.definition_id).code,
        "period": period_of_row(known, row.period),
        "version": row.version,
        "at": at,
        "by": by,
    }


def definition_by_id(known: Catalogue, number: int) -> DefinitionInfo:
    """The report definition of a number; numbers are never given away, so it is always there."""
    return next(entry for entry in known.definitions.values() if entry.id == number)


def period_of_row(known: Catalogue, row: Any) -> Period:
    """The kernel's period for a stored one."""
    return parse_period(row.code, known.calendars, row.calendar)


def no_report(report_id: int) -> NotFound:
    """The refusal for a report that is not there for this actor."""
    return NotFound(N_("Không có báo cáo số {report}."), report=report_id)


def _by_code(
    known: Catalogue, definition: DefinitionInfo, values: Mapping[str, int] | None
) -> dict[str, Decimal]:
    named = {}
    for code in definition.entry.elements:
        element = known.elements[code]
        for key, option in element.value_keys():
            if key in (values or {}):
                named[element.reference(option)] = unscaled(element, (values or {})[key])
    return named
