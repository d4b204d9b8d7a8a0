"""The one path by which values reach reports: form, import and world all come through here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from binhyen.engines.indicators.commands.holding import hold_totals, period_row
from binhyen.engines.indicators.commands.rollups import apply_deltas
from binhyen.engines.indicators.commands.storing import (
    Held,
    held_reports,
    store_reports,
    store_versions,
)
from binhyen.engines.indicators.commands.versions import Occasion, version_facts
from binhyen.engines.indicators.models import ReportingPeriod
from binhyen.engines.indicators.queries.places import gathering
from binhyen.engines.indicators.rules.catalogue import DefinitionInfo
from binhyen.engines.indicators.rules.deltas import Deltas
from binhyen.engines.indicators.rules.values import Values, merged
from binhyen.engines.indicators.types import Status
from binhyen.kernel.periods import Period

BATCH = 2000

News = Mapping[str, int | None]
"""Values to set by key; None takes a value away."""


@dataclass(slots=True)
class Outcome:
    """How many reports a write made, changed and left alone."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


def locked_period(definition: DefinitionInfo, period: Period) -> ReportingPeriod:
    """The period's row, made when new and held until the transaction ends, so that totals have one writer."""
    return hold_totals([period_row(definition, period).pk])[0]


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
