"""What an approver reads: what waits, many reports' values side by side, and how locks came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import Count, Min, Q, QuerySet
from numpy.typing import NDArray

from binhyen.engines.indicators.models import (
    PeriodLock,
    Report,
    ReportingPeriod,
)
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.reports import (
    definition_by_id,
    no_report,
    period_of_row,
    state_of,
)
from binhyen.engines.indicators.rules.checks import broken_checks
from binhyen.engines.indicators.types import RemarkKind, ReportState, Status
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.expressions import parse
from binhyen.kernel.periods import Period

APPROVES = "figures.approve"


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """Submitted reports of one definition and period that an actor may approve; `corrections` of them change totals."""

    definition: str
    period: Period
    count: int
    corrections: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """One submitted report.

    Attributes:
        correction: whether approved values stand in the totals that this would change.
        returned: how often it was sent back before.
        notes: cells the unit wrote a note about.
    """

    report_id: int
    unit_id: int
    version: int
    submitted_by: str
    submitted_at: datetime | None
    correction: bool
    returned: int
    notes: int
    values: Mapping[str, int]
    approved_values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Series:
    """Values of many units over some periods, one column a value key of the form.

    Shape: `values` is units × periods × keys, float64 in the elements' own units; NaN is not reported.
    """

    definition: str
    periods: tuple[Period, ...]
    unit_ids: tuple[int, ...]
    keys: tuple[str, ...]
    refs: tuple[str, ...]
    decimals: NDArray[np.int64]
    values: NDArray[np.float64]
    report_ids: NDArray[np.int64]
    versions: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class BrokenCheck:
    """A rule between figures that values break, with the cells it speaks of."""

    code: str
    severity: str
    words: str
    advice: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LockAct:
    """One act of locking or unlocking."""

    unit_id: int
    locked: bool
    reason: str
    author_name: str
    at: datetime


def waiting_groups(actor: Actor) -> list[WaitingGroup]:
    """What waits for approval where the actor may approve, by definition and period, oldest period first.

    Cost: two statements.
    """
    rows = (
        _approvable(actor)
        .values("period_id")
        .annotate(
            count=Count("pk"),
            corrections=Count("pk", filter=Q(values__isnull=False)),
            oldest=Min("submitted_at"),
        )
    )
    found = {row["period_id"]: row for row in rows}
    known = catalogue()
    return [
        WaitingGroup(
            definition_by_id(known, row.definition_id).code,
            period_of_row(known, row),
            found[row.pk]["count"],
            found[row.pk]["corrections"],
            found[row.pk]["oldest"],
        )
        for row in ReportingPeriod.objects.filter(pk__in=found).order_by("end", "definition_id")
    ]


def waiting_reports(actor: Actor, *, definition: str, period: Period) -> list[WaitingReport]:
    """The submitted reports of a definition and period that the actor may approve.

    Cost: one statement.

    Raises:
        NotFound: no such report definition.
    """
    rows = (
        _approvable(actor)
        .filter(
            period__definition_id=catalogue().definition(definition).id, period__code=period.code
        )
        .annotate(
            returned=Count("versions", filter=Q(versions__status=Status.RETURNED), distinct=True),
            notes=Count(
                "remarks",
                filter=Q(remarks__kind=RemarkKind.NOTE) & ~Q(remarks__text=""),
                distinct=True,
            ),
        )
        .order_by("submitted_at", "pk")
    )
    return [
        WaitingReport(
            report_id=row.pk,
            unit_id=row.unit_id,
            version=row.version,
            submitted_by=row.submitted_by,
            submitted_at=row.submitted_at,
            correction=row.values is not None,
            returned=row.returned,
            notes=row.notes,
            values=row.draft or {},
            approved_values=row.values or {},
        )
        for row in rows
    ]


def report_by_id(actor: Actor, report_id: int) -> ReportState:
    """One report as it stands.

    Raises:
        NotFound: no such report, or not for this actor.
    """
    row = visible(actor, Report.objects.filter(pk=report_id)).select_related("period").first()
    if row is None:
        raise no_report(report_id)
    return state_of(row)


def report_series(
    definition: str, periods: Sequence[Period], unit_ids: Sequence[int], *, newest: bool = True
) -> Series:
    """The values of units over periods; for whoever has asked already whether they may be seen.

    Args:
        newest: a draft that waits for approval stands for its report; else approved values only. What is only being
            entered, or lies returned, never counts.

    Cost: one statement; a country's 36 months of a form in seconds.

    Raises:
        NotFound: no such report definition.
    """
    form = catalogue().definition(definition)
    columns = list(_columns(definition))
    keys = {key: place for place, (key, _, _) in enumerate(columns)}
    made = _empty(definition, periods, unit_ids, columns)
    row_of = {unit_id: row for row, unit_id in enumerate(unit_ids)}
    column_of = {period.code: place for place, period in enumerate(periods)}
    rows = Report.objects.filter(period__definition_id=form.id, period__code__in=column_of)
    if len(row_of) < FEW:
        rows = rows.filter(unit_id__in=row_of)
    named = rows.values_list(
        "id", "unit_id", "period__code", "version", "status", "values", "draft"
    )
    scale = 10.0**-made.decimals
    for report_id, unit_id, code, version, status, values, draft in named.iterator(2000):
        held = draft if newest and status == Status.SUBMITTED else values
        row = row_of.get(unit_id)
        if row is None or held is None:
            continue
        place = (row, column_of[code])
        made.report_ids[place], made.versions[place] = report_id, version
        for key, value in held.items():
            at = keys.get(key)
            if at is not None:
                made.values[(*place, at)] = value * scale[at]
    return made


FEW = 800
"""Up to so many units are named to the database; more are sifted here."""


def broken(definition: str, values: Mapping[str, int]) -> list[BrokenCheck]:
    """The checks that stored values (scaled, by key) break, warnings included.

    Raises:
        NotFound: no such report definition.
    """
    known = catalogue()
    form = known.definition(definition)
    return [
        BrokenCheck(
            check.code,
            check.severity,
            words,
            check.advice,
            tuple(
                dict.fromkeys(
                    ref.key
                    for side in (check.left, check.right)
                    for ref in parse(side).references()
                )
            ),
        )
        for check, words in broken_checks(known, form, values)
    ]


def lock_acts(definition: str, period: Period, unit_ids: Iterable[int]) -> list[LockAct]:
    """Every act of locking or unlocking a period laid upon the units, newest first.

    Raises:
        NotFound: no such report definition.
    """
    rows = PeriodLock.objects.filter(
        period__definition_id=catalogue().definition(definition).id,
        period__code=period.code,
        unit_id__in=list(unit_ids),
    ).order_by("-id")
    return [LockAct(row.unit_id, row.locked, row.reason, row.author_name, row.at) for row in rows]


def empty_handed(definition: str, period: Period, unit_ids: Sequence[int]) -> set[int]:
    """Units whose report of a period is there and says 0 everywhere: that nothing happened is an answer, not silence.

    Cost: one statement.
    """
    rows = Report.objects.filter(
        period__definition_id=catalogue().definition(definition).id, period__code=period.code
    ).filter(Q(status=Status.SUBMITTED) | Q(values__isnull=False))
    if len(unit_ids) < FEW:
        rows = rows.filter(unit_id__in=list(unit_ids))
    wanted = set(unit_ids)
    found = set()
    for unit_id, status, values, draft in rows.values_list("unit_id", "status", "values", "draft"):
        held = draft if status == Status.SUBMITTED else values
        if unit_id in wanted and held and not any(held.values()):
            found.add(unit_id)
    return found


def _approvable(actor: Actor) -> QuerySet[Report]:
    rows = Report.objects.filter(status=Status.SUBMITTED, draft__isnull=False)
    return visible(actor, rows, needs=APPROVES)


def _columns(definition: str) -> Iterable[tuple[str, str, int]]:
    known = catalogue()
    for code in known.definition(definition).entry.elements:
        element = known.elements[code]
        if not element.counted:
            for key, option in element.value_keys():
                yield key, element.reference(option), element.entry.decimals


def _empty(
    definition: str,
    periods: Sequence[Period],
    unit_ids: Sequence[int],
    columns: Sequence[tuple[str, str, int]],
) -> Series:
    shape = (len(unit_ids), len(periods))
    return Series(
        definition,
        tuple(periods),
        tuple(unit_ids),
        tuple(key for key, _, _ in columns),
        tuple(ref for _, ref, _ in columns),
        np.array([decimals for _, _, decimals in columns], np.int64),
        np.full((*shape, len(columns)), np.nan),
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
    )
