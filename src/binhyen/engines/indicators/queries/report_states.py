"""Who should report over a period and how far each has come: the whole country in a few statements."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from binhyen.engines.indicators.models import Report, ReportingPeriod
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.locks import Locks, locks_of
from binhyen.engines.indicators.queries.saving import Autosave
from binhyen.engines.indicators.reporting_types import ReportRow
from binhyen.engines.indicators.types import Origin, Status
from binhyen.engines.units.api import Level, Structure, StructureUnit, structure
from binhyen.foundation.access.api import Actor, visible_ids
from binhyen.kernel.periods import Period


def report_states(
    definition: str,
    period: Period,
    under_id: int,
    on: date | None = None,
    *,
    actor: Actor | None = None,
) -> list[ReportRow]:
    """Every unit under a unit that should report, in the order of the tree, with or without a report.

    Cost: at most six statements, whatever the number of units.

    Args:
        on: the day whose tree says who should report; None is the period's last day.
        actor: only units this actor may see; None where the caller has asked already.

    Raises:
        NotFound: no such report definition, or `under_id` was not in force on that day.
    """
    form = catalogue().definition(definition)
    tree = structure(on or period.last_day)
    allowed = None if actor is None else visible_ids(actor, "figures.view")
    seen = None if allowed is None or actor is None else {*allowed, *actor.scopes("figures.view")}
    # A province's own form is asked of nobody else.
    own = None if form.owner_id is None else _below(tree, form.owner_id)
    units = [
        unit
        for unit in tree.at_level(Level.COMMUNE, under_id)
        if unit.type in form.entry.reporters
        and (seen is None or unit.id in seen)
        and (own is None or unit.id in own)
    ]
    row = ReportingPeriod.objects.filter(definition_id=form.id, code=period.code).first()
    if row is None:
        return [ReportRow(unit.id, unit.code, unit.full_name, unit.parent_id) for unit in units]
    reports = (
        Report.objects.filter(period=row)
        .annotate(approved_once=Q(values__isnull=False))
        .defer("values", "draft")
    )
    held = {report.unit_id: report for report in reports}
    locks = locks_of(row)
    return [_row(unit, held.get(unit.id), locks) for unit in units]


def _row(unit: StructureUnit, report: Report | None, locks: Locks) -> ReportRow:
    locked = locks.on(unit.id) is not None
    if report is None:
        return ReportRow(unit.id, unit.code, unit.full_name, unit.parent_id, locked=locked)
    saved = Autosave.of(report.autosave)
    return ReportRow(
        unit.id,
        unit.code,
        unit.full_name,
        unit.parent_id,
        report_id=report.pk,
        status=Status(report.status),
        version=report.version,
        origin=Origin(report.origin),
        comment=report.comment,
        saved_by="" if saved is None else saved.name,
        saved_at=None if saved is None else saved.at,
        submitted_by=report.submitted_by,
        submitted_at=report.submitted_at,
        approved_by=report.approved_by,
        approved_at=report.approved_at,
        has_approved_values=bool(getattr(report, "approved_once", False)),
        locked=locked,
    )


def _below(tree: Structure, unit_id: int) -> set[int]:
    return set(tree.subtree(unit_id)) if unit_id in tree else set()
