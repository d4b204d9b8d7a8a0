"""The one path by which values reach reports: form, import and world all come through here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from binhyen.engines.indicators.commands.rollups import apply_deltas
from binhyen.engines.indicators.commands.storing import (
    Held,
    held_reports,
    store_reports,
    store_versions,
)
from binhyen.engines.indicators.models import ImportBatch, ReportingPeriod
from binhyen.engines.indicators.queries.places import gathering
from binhyen.engines.indicators.rules.catalogue import DefinitionInfo
from binhyen.engines.indicators.rules.deltas import Deltas
from binhyen.engines.indicators.rules.values import Values, merged
from binhyen.engines.indicators.types import Origin, Status
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.periods import Period

BATCH = 2000

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
    known = held_reports(period, batch)
    written: dict[int, Held] = {}
    histories: dict[int, Values] = {}
    for unit_id, news in batch.items():
        report = known.get(unit_id) or Held()
        before = report.values
        values = _lay_over(report, news, when)
        if values is None:
            outcome.unchanged += 1
        else:
            written[unit_id], histories[unit_id] = report, values
            if report.values != before:
                deltas.change(unit_id, before, report.values)
    store_reports(period, written)
    store_versions(period, written, histories, version_facts(when))
    outcome.changed += len(written.keys() & known.keys())
    outcome.created += len(written.keys() - known.keys())


def version_facts(when: Occasion) -> dict[str, object]:
    """What all history rows of one occasion have in common, by column of `ReportVersion`."""
    author = when.actor.author
    return {
        "status": str(when.status),
        "origin": str(when.origin),
        "author_kind": author.kind,
        "author_id": author.id,
        "author_name": author.name[:200],
        "at": when.at,
        "reason": when.reason,
        "batch_id": None if when.batch is None else when.batch.pk,
    }


def _lay_over(report: Held, news: News, when: Occasion) -> Values | None:
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


def _approve_over(report: Held, news: News, when: Occasion) -> Values | None:
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


def _stamp(report: Held, when: Occasion) -> None:
    report.version += 1
    report.status, report.origin = str(when.status), str(when.origin)
    if when.status is Status.APPROVED:
        report.approved_by, report.approved_at = when.actor.name[:200], when.at
    elif when.status is Status.SUBMITTED:
        report.submitted_by, report.submitted_at = when.actor.name[:200], when.at
