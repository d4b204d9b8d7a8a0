"""What waits for whoever approves: by definition and period, and report by report with what needs attention on top."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from binhyen.engines.indicators.api import (
    DefinitionInfo,
    Due,
    Series,
    WaitingGroup,
    WaitingReport,
    approving_level,
    broken,
    dues,
    report_series,
    waiting_groups,
    waiting_reports,
)
from binhyen.engines.units.api import StructureUnit
from binhyen.features.approval.models import Question
from binhyen.features.approval.queries.catalogue import defaults, definition_of
from binhyen.features.approval.queries.places import home_units, unit_on
from binhyen.features.approval.queries.questions import digest_of, questions_of
from binhyen.features.approval.rules.attention import Point, big_changes, urgency
from binhyen.features.approval.types import Reason
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import Invalid
from binhyen.kernel.periods import Period, previous, same_period_last_year

APPROVES = "figures.approve"


@dataclass(frozen=True, slots=True)
class Tray:
    """A definition and period with its waiting reports; `mine` when the actor's own level approves today."""

    form: DefinitionInfo
    group: WaitingGroup
    due: Due | None
    mine: bool

    @property
    def overdue(self) -> bool:
        """Whether approval should have been through by now."""
        return self.due is not None and clock.now() > self.due.at


@dataclass(frozen=True, slots=True)
class Waiting:
    """One waiting report with the reasons to look at it."""

    report: WaitingReport
    unit: StructureUnit
    points: tuple[Point, ...]
    late: bool

    @property
    def needs_attention(self) -> bool:
        """Whether anything is to be looked at before approving."""
        return bool(self.points)


def trays(actor: Actor) -> list[Tray]:
    """What waits where the actor may approve; what their own level approves first, oldest period first. Cost: few statements."""
    levels = {unit.level for unit in home_units(actor, APPROVES)}
    today = clock.today()
    found = []
    for group in waiting_groups(actor):
        level = approving_level(group.definition, today)
        due = approval_due(group.definition, group.period)
        found.append(Tray(definition_of(group.definition), group, due, level in levels))
    return sorted(found, key=lambda tray: not tray.mine)


def approval_due(definition: str, period: Period) -> Due | None:
    """By when the approving level must be through: the first deadline above it; None when unknown or at the top."""
    try:
        all_dues = dues(definition, period)
    except Invalid:
        return None
    level = approving_level(definition, period.end)
    above = [due for due in all_dues if due.level < level]
    return above[0] if above else None


def hand_in_due(definition: str, period: Period) -> datetime | None:
    """By when units must hand in; None when nobody receives or the year's holidays are not known."""
    try:
        all_dues = dues(definition, period)
    except Invalid:
        return None
    return all_dues[0].at if all_dues else None


def waiting(actor: Actor, form: DefinitionInfo, period: Period) -> list[Waiting]:
    """Every waiting report of a period, what needs attention first.

    Cost: four statements, whatever the number of reports.
    """
    reports = waiting_reports(actor, definition=form.code, period=period)
    compared = compared_periods(period)
    series = report_series(form.code, compared, [report.unit_id for report in reports])
    asked: dict[int, list[Question]] = defaultdict(list)
    for question in questions_of(actor, [report.report_id for report in reports]):
        asked[question.report_id].append(question)
    limit = hand_in_due(form.code, period)
    found = [
        _judged(report, row, series, asked[report.report_id], limit, period)
        for row, report in enumerate(reports)
    ]
    return sorted(found, key=lambda one: urgency(one.points))


def compared_periods(period: Period) -> list[Period]:
    """The same period last year, the one before, and the period itself, as far as they exist."""
    found = []
    for step in (same_period_last_year, previous):
        try:
            found.append(step(period))
        except Invalid:
            continue
    return [*found, period]


def _judged(
    report: WaitingReport,
    row: int,
    series: Series,
    questions: list[Question],
    limit: datetime | None,
    period: Period,
) -> Waiting:
    late = bool(limit and report.submitted_at and report.submitted_at > limit)
    points = [
        *_broken(series.definition, report),
        *_asked(questions, digest_of(series, row)),
        *_changed(series, row),
    ]
    flags = (
        (Reason.CORRECTION, int(report.correction)),
        (Reason.RETURNED, report.returned),
        (Reason.LATE, int(late and not report.returned and not report.correction)),
        (Reason.NOTE, report.notes),
    )
    points += [Point(reason, count=count) for reason, count in flags if count]
    unit = unit_on(report.unit_id, period.last_day, period.start)
    return Waiting(report, unit, tuple(points), late)


def _broken(definition: str, report: WaitingReport) -> list[Point]:
    return [
        Point(Reason.BROKEN, check.refs, words=f"{check.words}. {check.advice}")
        for check in broken(definition, report.values)
    ]


def _asked(questions: list[Question], digest: str) -> list[Point]:
    return [
        Point(
            Reason.QUESTION,
            tuple(question.refs),
            words=str(question.kind),
            answered=str(question.answer.kind) if hasattr(question, "answer") else "",
        )
        for question in questions
        if question.digest == digest
    ]


def _changed(series: Series, row: int) -> list[Point]:
    values = series.values[row]
    names = ("year", "previous")[-(len(series.periods) - 1) :] if len(series.periods) > 1 else ()
    earlier = [(name, values[place].tolist()) for place, name in enumerate(names)][::-1]
    changes = big_changes(series.refs, values[-1].tolist(), earlier, defaults().attention)
    if not changes:
        return []
    refs = tuple(change.ref for change in changes)
    return [Point(Reason.CHANGE, refs, len(changes), change=changes[0])]
