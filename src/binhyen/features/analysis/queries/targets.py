"""Targets in force, and all there ever were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from binhyen.engines.units.api import structure
from binhyen.features.analysis.models import Target
from binhyen.features.analysis.rules.judging import year_of
from binhyen.features.analysis.types import Aim, Question
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.errors import N_, NotFound


def aims_for(question: Question, unit_ids: Sequence[int]) -> dict[tuple[str, int, int], Aim]:
    """The targets in force of a question's units, by (measure, unit id, year); one statement."""
    rows = Target.objects.filter(
        ended_at=None,
        measure__in=question.measures,
        unit_id__in=[question.unit.id, *unit_ids],
        year__in={year_of(period) for period in question.periods},
    )
    return {(row.measure, row.unit_id, row.year): _aim(row, "") for row in rows}


def targets(actor: Actor, on: date, year: int | None = None) -> list[Aim]:
    """The targets in force that an actor may see, by year, the newest first."""
    rows = visible(actor, Target.objects.filter(ended_at=None), on=on)
    rows = rows if year is None else rows.filter(year=year)
    return _named(rows, on)


def target_history(actor: Actor, target_id: int, on: date) -> list[Target]:
    """Every target ever set for the same measure, unit and year, the newest first.

    Raises:
        NotFound: no such target, or outside the actor's scope.
    """
    row = target_row(actor, target_id, on)
    same = Target.objects.filter(measure=row.measure, unit_id=row.unit_id, year=row.year)
    return list(same.order_by("-id"))


def target_row(actor: Actor, target_id: int, on: date) -> Target:
    """One target that an actor may see.

    Raises:
        NotFound: no such target, or outside the actor's scope.
    """
    row = visible(actor, Target.objects.filter(pk=target_id), on=on).first()
    if row is None:
        raise NotFound(N_("Không có mục tiêu này trong phạm vi của bạn."))
    return row


def _named(rows: QuerySet[Target] | Iterable[Target], on: date) -> list[Aim]:
    tree = structure(on)
    return [
        _aim(row, tree.get(row.unit_id).full_name if row.unit_id in tree else "") for row in rows
    ]


def _aim(row: Target, unit_name: str) -> Aim:
    return Aim(
        row.pk,
        row.measure,
        row.unit_id,
        unit_name,
        row.year,
        row.operator,
        row.value.normalize(),
        row.source,
        row.decided_on,
        row.set_by,
    )
