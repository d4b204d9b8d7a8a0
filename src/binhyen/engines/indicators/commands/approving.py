"""Approval: submitted values go into every total above, one report or many, with one write of the totals a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from binhyen.engines.indicators.commands.holding import hold_totals
from binhyen.engines.indicators.commands.rollups import apply_deltas
from binhyen.engines.indicators.commands.storing import update_reports
from binhyen.engines.indicators.commands.versions import (
    Occasion,
    facts,
    note_change,
    occasion,
    version_facts,
)
from binhyen.engines.indicators.models import Report, ReportingPeriod, ReportVersion
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.locks import lock_refusal, locks_of
from binhyen.engines.indicators.queries.places import gathering
from binhyen.engines.indicators.queries.reports import event_facts, no_report
from binhyen.engines.indicators.reporting_types import BulkResult, ReportApproved
from binhyen.engines.indicators.types import Status
from binhyen.foundation.access.api import Actor, visible
from binhyen.foundation.commands.api import ANYWHERE, command, emit
from binhyen.kernel.errors import N_, RuleBroken

BATCH = 500
APPROVED = (
    "values",
    "draft",
    "status",
    "version",
    "comment",
    "approved_by",
    "approved_at",
)


def approve_reports(actor: Actor, *, report_ids: Sequence[int]) -> BulkResult:
    """Approve many submitted reports: one transaction and one write of the totals a period, by period ids.

    What cannot be approved (not submitted, locked, out of scope, unknown) is left alone and told why; the others
    go in. A process killed on the way leaves whole periods approved or untouched.
    """
    wanted = list(dict.fromkeys(report_ids))
    by_period: dict[int, list[int]] = defaultdict(list)
    for report_id, period_id in Report.objects.filter(pk__in=wanted).values_list("id", "period_id"):
        by_period[period_id].append(report_id)
    approved: set[int] = set()
    refused: dict[int, str] = {}
    for period_id in sorted(by_period):
        done = approve_period_reports(
            actor, period_id=period_id, report_ids=sorted(by_period[period_id])
        )
        approved.update(done.approved)
        refused.update(done.refused)
    known = approved | refused.keys()
    refused |= {one: str(no_report(one)) for one in wanted if one not in known}
    return BulkResult(
        tuple(one for one in wanted if one in approved),
        tuple((one, refused[one]) for one in wanted if one in refused),
    )


@command(
    "indicators.approve_reports", "Duyệt nhiều báo cáo", needs="figures.approve", scope=ANYWHERE
)
def approve_period_reports(
    actor: Actor, *, period_id: int, report_ids: Sequence[int]
) -> BulkResult:
    """Approve reports of one period together."""
    (period,) = hold_totals([period_id])
    rows = Report.objects.select_for_update(of=("self",), no_key=True)
    reports = list(rows.filter(pk__in=report_ids, period=period).order_by("id"))
    refused = _refusals(actor, period, reports)
    chosen = [report for report in reports if report.pk not in refused]
    for report in chosen:
        report.period = period
    approve_held(period, chosen, occasion(actor, Status.APPROVED))
    return BulkResult(tuple(report.pk for report in chosen), tuple(refused.items()))


def approve_held(period: ReportingPeriod, reports: Sequence[Report], when: Occasion) -> None:
    """Approve submitted reports whose rows and period the caller holds."""
    known, deltas, versions = catalogue(), gathering(period), []
    for report in reports:
        before = facts(report)
        deltas.change(report.unit_id, report.values, report.draft)
        _approve(report, when)
        versions.append(
            ReportVersion(
                report=report, number=report.version, values=report.values, **version_facts(when)
            )
        )
        note_change(report, before)
        emit(ReportApproved(**event_facts(known, report, when.at, when.actor.name)))
    update_reports(reports, APPROVED)
    ReportVersion.objects.bulk_create(versions, batch_size=BATCH)
    if reports:
        apply_deltas(period, deltas)


def _approve(report: Report, when: Occasion) -> None:
    report.values, report.draft = report.draft, None
    report.version, report.status = report.version + 1, when.status
    report.approved_by, report.approved_at = when.actor.name[:200], when.at
    report.comment = when.reason


def _refusals(actor: Actor, period: ReportingPeriod, reports: Sequence[Report]) -> dict[int, str]:
    """Why some of the reports cannot be approved, by report id."""
    chosen = Report.objects.filter(pk__in=[report.pk for report in reports])
    allowed = visible(actor, chosen, needs="figures.approve").values_list("pk", flat=True)
    seen = None if actor.unlimited else set(allowed)
    locks, found = locks_of(period), {}
    for report in reports:
        act = locks.on(report.unit_id)
        if seen is not None and report.pk not in seen:
            found[report.pk] = str(no_report(report.pk))
        elif act is not None:
            found[report.pk] = str(lock_refusal(period, locks, act))
        elif report.status != Status.SUBMITTED or report.draft is None:
            found[report.pk] = str(
                RuleBroken(N_("Chỉ duyệt được báo cáo đã nộp và đang chờ duyệt."))
            )
    return found
