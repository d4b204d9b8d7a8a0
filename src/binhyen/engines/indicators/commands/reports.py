"""A report's way: saved by the commune, submitted, approved above or returned with a reason."""

from __future__ import annotations

from typing import Any

from binhyen.engines.indicators.commands.refusals import (
    Entered,
    refuse_period,
    refuse_unit,
    stored_values,
)
from binhyen.engines.indicators.commands.rollups import apply_deltas
from binhyen.engines.indicators.commands.writing import (
    Occasion,
    locked_period,
    occasion,
    version_facts,
    write_reports,
)
from binhyen.engines.indicators.models import Report, ReportingPeriod, ReportVersion
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.places import gathering
from binhyen.engines.indicators.queries.reports import (
    definition_by_id,
    no_report,
    period_of_row,
    state_of,
)
from binhyen.engines.indicators.rules.checks import refuse_inconsistent
from binhyen.engines.indicators.types import Origin, ReportState, Status
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, Conflict, Invalid, RuleBroken
from binhyen.kernel.periods import Period
from binhyen.kernel.text import clean_text


def _unit_of_report(kwargs: dict[str, Any]) -> int | None:
    found = Report.objects.filter(pk=kwargs["report_id"]).values_list("unit_id", flat=True).first()
    if found is None:
        raise no_report(kwargs["report_id"])
    return found


@command(
    "indicators.save_report",
    "Lưu báo cáo",
    needs="figures.enter",
    scope=lambda kwargs: kwargs["unit_id"],
)
def save_report(
    actor: Actor,
    *,
    unit_id: int,
    definition: str,
    period: Period,
    values: Entered,
    base_version: int | None = None,
    origin: Origin = Origin.ENTERED,
    reason: str = "",
) -> ReportState:
    """Lay values over a unit's draft; what is approved stays in the totals until the draft is approved.

    `base_version` is the version the form was filled from; 0 when there was no report yet.

    Raises:
        Conflict: somebody saved another version meanwhile.
        Invalid: unknown element, counted element, bad value, period of another calendar.
        RuleBroken: the period has not begun, or the unit does not make this report.
    """
    known = catalogue()
    form = known.definition(definition)
    refuse_period(form, period, begun=True)
    refuse_unit(form, unit_id, period)
    row = locked_period(form, period)
    before = Report.objects.filter(period=row, unit_id=unit_id).first()
    _refuse_stale(before, base_version)
    write_reports(
        row,
        [(unit_id, stored_values(known, form, values))],
        occasion(actor, Status.DRAFT, origin, clean_text(reason, 500, multiline=True)),
    )
    report = Report.objects.select_related("period").filter(period=row, unit_id=unit_id).first()
    if report is None:
        raise Invalid(N_("Báo cáo chưa có số liệu nào để lưu."))
    note("Report", report.pk, before=_facts(before), after=_facts(report))
    return state_of(report)


@command("indicators.submit_report", "Nộp báo cáo", needs="figures.enter", scope=_unit_of_report)
def submit_report(actor: Actor, *, report_id: int, base_version: int | None = None) -> ReportState:
    """Hand the draft in; it waits for approval and shows as pending.

    Raises:
        Conflict: changed meanwhile.
        RuleBroken: nothing to submit, the period has not ended, or a check of severity error fails.
    """
    report = _held(report_id, base_version)
    if report.draft is None or report.status == Status.SUBMITTED:
        raise RuleBroken(N_("Báo cáo không có số liệu mới để nộp."))
    known = catalogue()
    form = definition_by_id(known, report.period.definition_id)
    refuse_period(form, period_of_row(known, report.period))
    refuse_inconsistent(known, form, report.draft)
    when = occasion(actor, Status.SUBMITTED)
    report.submitted_by, report.submitted_at = actor.name[:200], when.at
    return _moved(report, when)


@command(
    "indicators.approve_report", "Duyệt báo cáo", needs="figures.approve", scope=_unit_of_report
)
def approve_report(
    actor: Actor, *, report_id: int, base_version: int | None = None, comment: str = ""
) -> ReportState:
    """Put the submitted values into every total above, at once.

    Raises:
        Conflict: changed meanwhile.
        RuleBroken: the report was not submitted.
    """
    report = _held(report_id, base_version)
    if report.status != Status.SUBMITTED or report.draft is None:
        raise RuleBroken(N_("Chỉ duyệt được báo cáo đã nộp và đang chờ duyệt."))
    when = occasion(actor, Status.APPROVED, reason=clean_text(comment, 500, multiline=True))
    deltas = gathering(report.period)
    deltas.change(report.unit_id, report.values, report.draft)
    report.values, report.draft = report.draft, None
    report.approved_by, report.approved_at, report.comment = actor.name[:200], when.at, when.reason
    apply_deltas(report.period, deltas)
    return _moved(report, when)


@command(
    "indicators.return_report", "Trả lại báo cáo", needs="figures.approve", scope=_unit_of_report
)
def return_report(
    actor: Actor, *, report_id: int, reason: str, base_version: int | None = None
) -> ReportState:
    """Send a submitted report back with a reason; the values approved before stay in the totals.

    Raises:
        Conflict: changed meanwhile.
        RuleBroken: the report was not submitted.
        Invalid: no reason given.
    """
    text = clean_text(reason, 500, multiline=True)
    if not text:
        raise Invalid(N_("Hãy ghi lý do trả lại để đơn vị biết cần sửa gì."))
    report = _held(report_id, base_version)
    if report.status != Status.SUBMITTED:
        raise RuleBroken(N_("Chỉ trả lại được báo cáo đã nộp và đang chờ duyệt."))
    report.comment = text
    return _moved(report, occasion(actor, Status.RETURNED, reason=text))


def _held(report_id: int, base_version: int | None) -> Report:
    """The report with its period's row held first, the order every writer keeps."""
    period_id = Report.objects.values_list("period_id", flat=True).get(pk=report_id)
    ReportingPeriod.objects.select_for_update().get(pk=period_id)
    report = Report.objects.select_related("period").get(pk=report_id)
    _refuse_stale(report, base_version)
    return report


def _refuse_stale(report: Report | None, base_version: int | None) -> None:
    held = 0 if report is None else report.version
    if base_version is not None and base_version != held:
        raise Conflict(
            N_(
                "Báo cáo đã được sửa: bạn xem phiên bản {seen}, nay là {held}. Hãy mở lại rồi sửa tiếp."
            ),
            seen=base_version,
            held=held,
        )


def _moved(report: Report, when: Occasion) -> ReportState:
    before = _facts(Report.objects.get(pk=report.pk))
    report.version += 1
    report.status = when.status
    report.save()
    values = report.values if report.draft is None else report.draft
    ReportVersion.objects.create(
        report=report, number=report.version, values=values or {}, **version_facts(when)
    )
    note("Report", report.pk, before=before, after=_facts(report))
    return state_of(report)


def _facts(report: Report | None) -> dict[str, Any] | None:
    if report is None:
        return None
    return {
        "version": report.version,
        "status": str(report.status),
        "values": report.values,
        "draft": report.draft,
    }
