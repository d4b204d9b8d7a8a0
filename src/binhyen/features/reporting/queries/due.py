"""The reports a unit owes: every form it makes, over the periods that matter now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from binhyen.engines.indicators.api import (
    DefinitionInfo,
    ReportState,
    dues,
    unit_reports,
    usable_definitions,
)
from binhyen.engines.units.api import StructureUnit, structure
from binhyen.features.reporting.types import DueReport, DueState
from binhyen.foundation.access.api import Actor, allows
from binhyen.kernel import clock
from binhyen.kernel.errors import DomainError
from binhyen.kernel.periods import Period, PeriodKind, period_of, previous

SHOWN: dict[PeriodKind, int] = {"day": 7, "month": 4, "quarter": 3, "half": 2, "year": 2}
"""How many periods of a kind are listed, the running one included; others: one."""


def reports_due(actor: Actor, unit_id: int, on: date) -> list[DueReport]:
    """What a unit has to report, newest period first; cost: one statement for the reports.

    `on` is the day the list is made for; lateness is judged by real submission times.
    """
    tree = structure(on)
    if unit_id not in tree:
        return []
    kind = tree.get(unit_id).type
    forms = [
        form
        for form in usable_definitions(unit_id, on)
        if kind in form.entry.reporters and not form.entry.on_event
    ]
    wanted = [(form, period) for form in forms for period in _periods(form, on)]
    if not wanted:
        return []
    since = min(period.start for _, period in wanted) - timedelta(days=1)
    made = {
        (state.definition, str(state.period)): state
        for state in unit_reports(actor, unit_id, since)
    }
    found = [_due(form, period, made.get((form.code, str(period))), on) for form, period in wanted]
    return sorted(found, key=lambda one: (one.period.end, one.vi), reverse=True)


def on_event_forms(unit_id: int, on: date) -> list[tuple[DefinitionInfo, Period]]:
    """Forms a unit fills in only when something happened, with the period of a day."""
    tree = structure(on)
    kind = tree.get(unit_id).type if unit_id in tree else ""
    return [
        (form, period_of(on, form.calendar, form.entry.kind))
        for form in usable_definitions(unit_id, on)
        if form.entry.on_event and kind in form.entry.reporters
    ]


def reporting_units(actor: Actor, on: date) -> list[StructureUnit]:
    """The communes an actor fills forms in for; at most a handful, for rights are given by commune."""
    tree = structure(on)
    scopes = [one for one in actor.scopes("figures.enter") if one is not None and one in tree]
    units = [tree.get(scope) for scope in scopes if allows(actor, "figures.enter", scope)]
    return sorted((unit for unit in units if unit.level == 3), key=lambda unit: unit.code)


def _periods(form: DefinitionInfo, on: date) -> Iterator[Period]:
    try:
        period = period_of(on, form.calendar, form.entry.kind)
        for _ in range(SHOWN.get(form.entry.kind, 1)):
            if form.made_over(period):
                yield period
            period = previous(period)
    except DomainError:
        # A calendar without a period on this day (before the first conference) owes nothing more.
        return


def _due(form: DefinitionInfo, period: Period, state: ReportState | None, on: date) -> DueReport:
    due_at = _first_due(form, period)
    handed_in = state.submitted_at or state.approved_at if state else None
    if state is not None and state.status in ("draft", "returned"):
        handed_in = None
    moment = handed_in or datetime.combine(on, clock.now().time(), clock.now().tzinfo)
    return DueReport(
        definition=form.code,
        vi=form.entry.vi,
        en=form.entry.en,
        period=period,
        state=DueState.NOT_BEGUN if state is None else DueState(state.status.value),
        due_at=due_at,
        late=due_at is not None and moment > due_at,
        open=period.last_day <= on,
    )


def _first_due(form: DefinitionInfo, period: Period) -> datetime | None:
    try:
        found = dues(form.code, period)
    except DomainError:
        return None
    return found[0].at if found else None
