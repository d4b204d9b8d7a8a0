"""When reports are due, and whether they came: every unit's report against the deadline of its period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import numpy as np
from django.db.models import BigIntegerField, Case, Func, Min, Value, When
from typing_extensions import override

from binhyen.engines.indicators.models import Report, ReportVersion
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.trees import Forest, Tree
from binhyen.engines.indicators.queries.workdays import work_calendar
from binhyen.engines.indicators.rules.catalogue import DefinitionInfo
from binhyen.engines.indicators.rules.deadlines import (
    Due,
    approver_level,
    due_after,
    due_of,
    no_due,
    reporting_due,
)
from binhyen.engines.indicators.rules.deadlines import dues as dues_of
from binhyen.engines.indicators.rules.punctuality import (
    NEVER,
    Instants,
    Mask,
    Phase,
    Punctuality,
    Times,
    judged,
    judged_approvals,
    limits_of,
)
from binhyen.engines.indicators.types import Status
from binhyen.engines.units.api import Level, structure
from binhyen.foundation.access.api import Actor, allows
from binhyen.kernel import clock
from binhyen.kernel.clock import HANOI
from binhyen.kernel.errors import N_, Invalid, NotFound
from binhyen.kernel.periods import Period


def due(definition: str, period: Period, level: int) -> datetime:
    """The last moment at which reports of a period reach a level in time, in Asia/Ho_Chi_Minh.

    `due(...).date()` is the last day permitted; a submission at the moment itself is on time.

    Raises:
        NotFound: no such report definition.
        RuleBroken: the level receives nothing of that period (districts after 28-2-2025).
        Invalid: the holidays of a year the count passes through are not known.
    """
    found = due_of(dues(definition, period), level)
    if found is None:
        raise no_due(catalogue().definition(definition).entry, period, level)
    return found.at


def dues(definition: str, period: Period) -> tuple[Due, ...]:
    """Every deadline of a period that somebody still receives, by time, lower levels first.

    Raises:
        NotFound: no such report definition.
        Invalid: the holidays of a year the count passes through are not known.
    """
    form = catalogue().definition(definition)
    return dues_of(form.entry, period, work_calendar(), _levels_on)


def approving_level(definition: str, on: date) -> int:
    """The level that approves reports of a definition on a day."""
    return approver_level(catalogue().definition(definition).entry, on)


def punctuality(
    actor: Actor,
    *,
    definition: str,
    periods: Sequence[Period],
    under_id: int,
    on: date | None = None,
) -> Punctuality:
    """Every reporting unit under a unit against the deadlines of some periods, by real submission and approval times.

    Shape: units in the order of the newest period's tree (ended ones after them) × periods as asked.
    Time: who should report, and whom they stand under, by the tree of each period's last day; judged at the end of
        the day `on`, or now. What was returned since is not undone for an earlier day.
    Missing: a report that lies returned, or is only being entered, has not been received.
    Cost: three statements at most, whatever the number of units and periods, when trees are remembered.

    Raises:
        NotFound: no such definition, or the unit is outside the actor's scope.
        Invalid: a period of another calendar or length.
    """
    form = catalogue().definition(definition)
    _refuse(actor, form, periods, under_id)
    moment = clock.now() if on is None else datetime.combine(on, time.max, HANOI)
    ground = _Ground.of(form, periods, under_id)
    all_dues = [dues(definition, period) for period in periods]
    first = tuple(reporting_due(one) for one in all_dues)
    approval = tuple(
        due_after(one, approver_level(form.entry, period.end))
        for one, period in zip(all_dues, periods, strict=True)
    )
    rows = _Rows.read(form, periods, ground.row_of, limits_of(first))
    now = int(moment.timestamp())
    times = rows.times if on is None else rows.times.until(now)
    return Punctuality(
        definition=definition,
        periods=tuple(periods),
        dues=first,
        approval_dues=approval,
        unit_ids=tuple(ground.row_of),
        timing=judged(times, ground.expected, first, now),
        approval=judged_approvals(times, ground.expected, approval, now),
        phase=times.phase,
        submitted_at=times.submitted_at,
        approved_at=times.approved_at,
        report_ids=rows.report_ids,
        versions=rows.versions,
        above=ground.above,
    )


def _refuse(actor: Actor, form: DefinitionInfo, periods: Sequence[Period], under_id: int) -> None:
    for period in periods:
        if not form.has(period):
            raise Invalid(
                N_("“{period}” không phải kỳ của {report}."),
                period=str(period),
                report=form.entry.vi,
            )
    days = {clock.today(), *(period.last_day for period in periods[-1:])}
    if not any(allows(actor, "figures.view", under_id, on=day) for day in days):
        raise NotFound(N_("Không có đơn vị này trong phạm vi của bạn."))


def _levels_on(day: date) -> frozenset[int]:
    tree = structure(day)
    # Children stand in the order of their levels, so the first one tells.
    first_children = (tree.below.get(province.id, ()) for province in tree.children(tree.root.id))
    found = {tree.units[below[0]].level for below in first_children if below}
    return frozenset({Level.COUNTRY, Level.PROVINCE, *found, Level.COMMUNE})


@dataclass(slots=True)
class _Ground:
    """Who should report when, and under whom."""

    row_of: dict[int, int]
    expected: Mask
    above: dict[int, Instants]

    @classmethod
    def of(cls, form: DefinitionInfo, periods: Sequence[Period], under_id: int) -> _Ground:
        forest = Forest()
        trees = [forest.on(period.last_day) for period in periods]
        reporters = {id(tree): _reporters(tree, form, under_id) for tree in trees}
        row_of: dict[int, int] = {}
        for tree in reversed(trees):
            for unit_id in reporters[id(tree)]:
                row_of.setdefault(unit_id, len(row_of))
        shape = (len(row_of), len(periods))
        made = cls(
            row_of,
            np.zeros(shape, np.bool_),
            {int(level): np.zeros(shape, np.int64) for level in Level},
        )
        rows = {key: [row_of[unit_id] for unit_id in ids] for key, ids in reporters.items()}
        lines = {id(tree): _lines(tree, reporters[id(tree)]) for tree in trees}
        for column, tree in enumerate(trees):
            made.expected[rows[id(tree)], column] = True
            for level, ids in lines[id(tree)].items():
                made.above[level][rows[id(tree)], column] = ids
        return made


def _reporters(tree: Tree, form: DefinitionInfo, under_id: int) -> list[int]:
    if under_id not in tree.structure:
        return []
    if form.entry.on_event:
        # Nobody owes a report of what did not happen.
        return []
    return tree.reporters(
        form.entry.reporters, tree.structure.subtree(under_id), owner_id=form.owner_id
    )


def _lines(tree: Tree, unit_ids: Sequence[int]) -> dict[int, list[int]]:
    """By level, the unit at or above each unit; 0 where there is none."""
    units = tree.structure.units
    found: dict[int, list[int]] = {int(level): [0] * len(unit_ids) for level in Level}
    for place, unit_id in enumerate(unit_ids):
        at: int | None = unit_id
        while at is not None:
            found[units[at].level][place] = at
            at = units[at].parent_id
    return found


class _Epoch(Func):
    """Whole seconds since 1970 of an instant; as numbers, a hundred thousand rows cost no parsing."""

    output_field = BigIntegerField(null=True)

    @override
    def as_sql(self, *given: Any, **named: Any) -> Any:
        return super().as_sql(
            *given,
            **{**named, "template": "CAST(FLOOR(EXTRACT(EPOCH FROM %(expressions)s)) AS BIGINT)"},
        )

    @override
    def as_sqlite(self, *given: Any, **named: Any) -> Any:
        return super().as_sql(
            *given, **{**named, "template": "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"}
        )


@dataclass(slots=True)
class _Rows:
    """The stored reports, laid into arrays of units × periods."""

    times: Times
    report_ids: Instants
    versions: Instants
    _places: dict[int, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def read(
        cls,
        form: DefinitionInfo,
        periods: Sequence[Period],
        row_of: Mapping[int, int],
        limits: Instants,
    ) -> _Rows:
        shape = (len(row_of), len(periods))
        made = cls(
            Times(np.zeros(shape, np.int8), np.zeros(shape, np.int64), np.zeros(shape, np.int64)),
            np.zeros(shape, np.int64),
            np.zeros(shape, np.int64),
        )
        columns = {period.code: column for column, period in enumerate(periods)}
        made._fill(form, columns, row_of)
        if np.any(made.times.submitted_at > limits):
            made._recall_first_times(form, columns)
        return made

    def _fill(
        self, form: DefinitionInfo, columns: Mapping[str, int], row_of: Mapping[int, int]
    ) -> None:
        times = self.times
        for report_id, unit_id, code, phase, version, submitted, approved in _stored(
            form, columns, row_of
        ):
            row = row_of.get(unit_id)
            if row is None:
                continue
            place = (row, columns[code])
            self._places[report_id] = place
            self.report_ids[place], self.versions[place] = report_id, version
            times.phase[place] = phase
            if phase >= Phase.SUBMITTED:
                times.submitted_at[place] = submitted or approved or NEVER
            if phase >= Phase.APPROVED:
                times.approved_at[place] = approved or NEVER

    def _recall_first_times(self, form: DefinitionInfo, columns: Mapping[str, int]) -> None:
        """What was handed in or approved again has its first time in its history only."""
        for report_id, status, first in (
            ReportVersion.objects.filter(
                report__period__definition_id=form.id,
                report__period__code__in=columns,
                status__in=(Status.SUBMITTED, Status.APPROVED),
            )
            .values_list("report_id", "status")
            .annotate(first=_Epoch(Min("at")))
        ):
            place = self._places.get(report_id)
            if place is None:
                continue
            if self.times.submitted_at[place] != NEVER:
                self.times.submitted_at[place] = min(self.times.submitted_at[place], first)
            if status == Status.APPROVED and self.times.approved_at[place] != NEVER:
                self.times.approved_at[place] = min(self.times.approved_at[place], first)


def _stored(form: DefinitionInfo, codes: Mapping[str, int], row_of: Mapping[int, int]) -> Any:
    """(report, unit, period, phase, version, submitted, approved), the phase worked out by the database."""
    in_totals = {"values__isnull": False}
    phase = Case(
        When(status=Status.APPROVED, then=Value(int(Phase.APPROVED))),
        When(status=Status.SUBMITTED, **in_totals, then=Value(int(Phase.CORRECTED))),
        When(status=Status.SUBMITTED, then=Value(int(Phase.SUBMITTED))),
        When(**in_totals, then=Value(int(Phase.CORRECTING))),
        When(status=Status.RETURNED, then=Value(int(Phase.RETURNED))),
        default=Value(int(Phase.DRAFT)),
    )
    rows = Report.objects.filter(period__definition_id=form.id, period__code__in=codes)
    if len(row_of) < FEW:
        rows = rows.filter(unit_id__in=row_of)
    return (
        rows.annotate(phase=phase, sent=_Epoch("submitted_at"), passed=_Epoch("approved_at"))
        .values_list("id", "unit_id", "period__code", "phase", "version", "sent", "passed")
        .iterator(chunk_size=5000)
    )


FEW = 800
"""Up to so many units are named to the database; more are sifted here."""
