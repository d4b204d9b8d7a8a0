"""One report's next version: the history row, the words about its cells, and what the journal keeps of the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from binhyen.engines.indicators.models import CellRemark, ImportBatch, Report, ReportVersion
from binhyen.engines.indicators.queries.saving import Autosave
from binhyen.engines.indicators.rules.values import Values
from binhyen.engines.indicators.types import Origin, RemarkKind, Status
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import note
from binhyen.kernel import clock


@dataclass(frozen=True, slots=True)
class Occasion:
    """The circumstances of a write, the same for all its reports; `status` is what the writer asks for."""

    actor: Actor
    status: Status
    origin: Origin
    at: datetime
    reason: str = ""
    batch: ImportBatch | None = None


def occasion(
    actor: Actor,
    status: Status,
    origin: Origin = Origin.ENTERED,
    reason: str = "",
    batch: ImportBatch | None = None,
) -> Occasion:
    """The circumstances of a write happening now."""
    return Occasion(actor, status, origin, clock.now(), reason[:500], batch)


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


def settle_autosave(report: Report, actor: Actor) -> int:
    """Give an autosaved version its place in the history, unless its own author writes on; the next number.

    The author's own autosave is taken over by what they write now, under the same number.
    """
    saved = Autosave.of(report.autosave)
    if saved is None:
        return report.version + 1
    report.autosave = None
    if (saved.kind, saved.id) == (actor.author.kind, actor.author.id):
        return report.version
    ReportVersion.objects.create(
        report=report, number=report.version, values=newest(report), **autosave_facts(saved)
    )
    return report.version + 1


def autosave_facts(saved: Autosave) -> dict[str, Any]:
    """The history columns of a version that was saved by itself."""
    return {
        "status": Status.DRAFT,
        "origin": saved.origin,
        "author_kind": saved.kind,
        "author_id": saved.id,
        "author_name": saved.name[:200],
        "at": saved.at,
    }


def add_version(report: Report, number: int, when: Occasion, before: dict[str, Any]) -> None:
    """Store a changed report as version `number`, with its history row and journal note."""
    report.version, report.status = number, when.status
    report.save()
    ReportVersion.objects.create(
        report=report, number=number, values=newest(report), **version_facts(when)
    )
    note_change(report, before)


def note_change(report: Report, before: dict[str, Any]) -> None:
    """Tell the journal what differs; cells that stayed are left out."""
    after = facts(report)
    for part in ("values", "draft"):
        old, new = before[part], after[part]
        if old is not None and new is not None:
            before[part] = {key: value for key, value in old.items() if new.get(key) != value}
            after[part] = {key: value for key, value in new.items() if old.get(key) != value}
    note("Report", report.pk, before=before if before["version"] else None, after=after)


def facts(report: Report) -> dict[str, Any]:
    """A report as the journal tells it."""
    return {
        "version": report.version,
        "status": str(report.status),
        "values": None if report.values is None else dict(report.values),
        "draft": None if report.draft is None else dict(report.draft),
    }


def newest(report: Report) -> Values:
    """The newest values, approved or not."""
    values: Values | None = report.values if report.draft is None else report.draft
    return values or {}


def add_remarks(
    report: Report, version: int, texts: Mapping[str, str], kind: RemarkKind, when: Occasion
) -> int:
    """Add words by value key; a note that says what the newest one on its cell says is not repeated."""
    if not texts:
        return 0
    said = _standing_notes(report, texts) if kind is RemarkKind.NOTE else {}
    author = when.actor.author
    rows = [
        CellRemark(
            report=report,
            version=version,
            key=key,
            kind=kind,
            text=text,
            author_kind=author.kind,
            author_id=author.id,
            author_name=author.name[:200],
            at=when.at,
        )
        for key, text in texts.items()
        if kind is not RemarkKind.NOTE or said.get(key, "") != text
    ]
    CellRemark.objects.bulk_create(rows)
    return len(rows)


def _standing_notes(report: Report, texts: Mapping[str, str]) -> dict[str, str]:
    notes = CellRemark.objects.filter(report=report, kind=RemarkKind.NOTE, key__in=texts)
    return dict(notes.order_by("id").values_list("key", "text"))
