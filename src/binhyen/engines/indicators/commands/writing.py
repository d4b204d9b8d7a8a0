"""The one path by which values reach reports: form, import and world all come through here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from binhyen.engines.indicators.commands.rollups import apply_deltas
from binhyen.engines.indicators.models import ImportBatch, Report, ReportingPeriod, ReportVersion
from binhyen.engines.indicators.queries.places import gathering
from binhyen.engines.indicators.rules.catalogue import DefinitionInfo
from binhyen.engines.indicators.rules.deltas import Deltas
from binhyen.engines.indicators.rules.values import Values, merged
from binhyen.engines.indicators.types import Origin, Status
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.periods import Period

BATCH = 400

News = Mapping[str, int | None]
"""Values to set by key; None takes a value away."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The circumstances of a write, the same for all its reports; `status` is what the writer asks for."""

    actor: Actor
    status: Status
    origin: Origin
    at: datetime
    reason: str = ""
    batch: ImportBatch | None = None


@dataclass(slots=True)
class Outcome:
    """How many reports a write made, changed and left alone."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


def occasion(
    actor: Actor,
    status: Status,
    origin: Origin = Origin.ENTERED,
    reason: str = "",
    batch: ImportBatch | None = None,
) -> Occasion:
    """The circumstances of a write happening now."""
    return Occasion(actor, status, origin, clock.now(), reason[:500], batch)


def locked_period(definition: DefinitionInfo, period: Period) -> ReportingPeriod:
    """The period's row, made when new and held until the transaction ends, so that totals have one writer."""
    row, _ = ReportingPeriod.objects.get_or_create(
        definition_id=definition.id,
        code=period.code,
        defaults={
            "calendar": period.calendar.code,
            "kind": period.kind,
            "start": period.start,
            "end": period.end,
        },
    )
    return ReportingPeriod.objects.select_for_update().get(pk=row.pk)


def write_reports(
    period: ReportingPeriod, news: Iterable[tuple[int, News]], when: Occasion
) -> Outcome:
    """Lay new values over the reports of (unit id, news), with history and totals.

    Asked for `approved`, the values go straight into the totals and a draft under way keeps waiting
    with them laid over it; asked for anything else, they become or change the draft.
    """
    outcome, deltas = Outcome(), gathering(period)
    for batch in _batches(news):
        _write_batch(period, batch, when, outcome, deltas)
    if deltas.at_parent or deltas.direct:
        apply_deltas(period, deltas)
    return outcome


def record_version(report: Report, values: Values, when: Occasion) -> ReportVersion:
    """The history row of the report's newest state, not yet stored."""
    author = when.actor.author
    return ReportVersion(
        report=report,
        number=report.version,
        status=when.status,
        values=values,
        origin=when.origin,
        author_kind=author.kind,
        author_id=author.id,
        author_name=author.name[:200],
        at=when.at,
        reason=when.reason,
        batch=when.batch,
    )


def _batches(news: Iterable[tuple[int, News]]) -> Iterator[dict[int, News]]:
    waiting = iter(news)
    while batch := dict(islice(waiting, BATCH)):
        yield batch


def _write_batch(
    period: ReportingPeriod,
    batch: dict[int, News],
    when: Occasion,
    outcome: Outcome,
    deltas: Deltas,
) -> None:
    known = {r.unit_id: r for r in Report.objects.filter(period=period, unit_id__in=batch)}
    created: list[Report] = []
    changed: list[Report] = []
    versions: list[ReportVersion] = []
    for unit_id, news in batch.items():
        report = known.get(unit_id) or Report(period=period, unit_id=unit_id, version=0)
        before = report.values
        written = _lay_over(report, news, when)
        if written is None:
            outcome.unchanged += 1
        else:
            (changed if unit_id in known else created).append(report)
            versions.append(record_version(report, written, when))
            if report.values != before:
                deltas.change(unit_id, before, report.values)
    _store(created, changed, versions)
    outcome.created += len(created)
    outcome.changed += len(changed)


def _lay_over(report: Report, news: News, when: Occasion) -> Values | None:
    """Change the report in memory; what its history keeps, None when nothing changed."""
    if when.status is Status.APPROVED:
        return _approve_over(report, news, when)
    base = report.values if report.draft is None else report.draft
    values = merged(base, news)
    if values == base:
        return None
    report.draft = values
    _stamp(report, when)
    return values


def _approve_over(report: Report, news: News, when: Occasion) -> Values | None:
    values = merged(report.values, news)
    draft = None if report.draft is None else merged(report.draft, news)
    draft = None if draft == values else draft
    if values == report.values and draft == report.draft:
        return None
    waiting_as = report.status
    report.values, report.draft = values, draft
    _stamp(report, when)
    if draft is not None:
        report.status = waiting_as
    return values


def _stamp(report: Report, when: Occasion) -> None:
    report.version += 1
    report.status, report.origin = when.status, when.origin
    if when.status is Status.APPROVED:
        report.approved_by, report.approved_at = when.actor.name[:200], when.at
    elif when.status is Status.SUBMITTED:
        report.submitted_by, report.submitted_at = when.actor.name[:200], when.at


REPORT_FIELDS = [
    "values",
    "draft",
    "status",
    "version",
    "origin",
    "submitted_by",
    "submitted_at",
    "approved_by",
    "approved_at",
]


def _store(created: list[Report], changed: list[Report], versions: list[ReportVersion]) -> None:
    Report.objects.bulk_create(created)
    for report in changed:
        report.pk = None  # an upsert goes by period and unit; `bulk_update` costs many times more
    Report.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["period", "unit"],
        update_fields=REPORT_FIELDS,
    )
    for version in versions:
        version.report_id = version.report.pk
    ReportVersion.objects.bulk_create(versions)
