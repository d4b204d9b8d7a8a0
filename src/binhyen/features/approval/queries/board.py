"""Who has handed in what by when: one period unit by unit and level by level, and rates over periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from binhyen.engines.indicators.api import (
    DefinitionInfo,
    Phase,
    Punctuality,
    RolledUp,
    Timing,
    empty_handed,
    punctuality,
    report_states,
)
from binhyen.engines.units.api import Level, Structure, StructureUnit, structure
from binhyen.features.approval.queries.places import seen_unit, unit_on
from binhyen.foundation.access.api import Actor
from binhyen.kernel.periods import Period

VIEWS = "figures.view"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit that should report over a period.

    Attributes:
        zero: it reported, and said 0 everywhere.
        late_seconds: between deadline and submission; 0 unless late.
    """

    unit: StructureUnit
    above: StructureUnit | None
    timing: Timing
    phase: Phase
    zero: bool
    late_seconds: int
    submitted_at: datetime | None
    approved_at: datetime | None
    report_id: int | None
    locked: bool


@dataclass(frozen=True, slots=True)
class LevelLine:
    """The counts of one unit above, in one period or over several."""

    unit: StructureUnit
    expected: int
    received: int
    on_time: int
    late: int
    missing: int
    not_due: int
    approved: int

    @property
    def completeness(self) -> float | None:
        """Received of expected; None where nothing is expected."""
        return self.received / self.expected if self.expected else None

    @property
    def timeliness(self) -> float | None:
        """Received in time of expected."""
        return self.on_time / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class Board:
    """One period under a unit."""

    form: DefinitionInfo
    period: Period
    under: StructureUnit
    judged: Punctuality
    total: LevelLine
    levels: tuple[LevelLine, ...]
    units: tuple[UnitLine, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """Completeness and timeliness under a unit over periods, with the units of the level below compared."""

    form: DefinitionInfo
    under: StructureUnit
    periods: tuple[Period, ...]
    totals: tuple[LevelLine, ...]
    league: tuple[LevelLine, ...]
    judged: Punctuality


def board(actor: Actor, form: DefinitionInfo, period: Period, under_id: int) -> Board:
    """A period's reports by unit, and rolled up at the level below the unit asked about.

    Cost: some eight statements, whatever the number of units.

    Raises:
        NotFound: no such unit, or outside the actor's scope.
    """
    under = seen_unit(actor, VIEWS, under_id, period.last_day)
    judged = punctuality(actor, definition=form.code, periods=[period], under_id=under_id)
    tree = structure(period.last_day)
    lines = _unit_lines(judged, form, period, under_id, tree)
    return Board(
        form,
        period,
        under,
        judged,
        _total(judged, under)[0],
        tuple(_league(judged, under, tree)),
        tuple(lines),
    )


def rates(actor: Actor, form: DefinitionInfo, periods: Sequence[Period], under_id: int) -> Rates:
    """Completeness and timeliness by period, and the units below over all the periods together.

    Cost: some six statements.

    Raises:
        NotFound: no such unit, or outside the actor's scope.
    """
    newest = periods[-1].last_day
    under = seen_unit(actor, VIEWS, under_id, newest)
    judged = punctuality(actor, definition=form.code, periods=periods, under_id=under_id)
    tree = structure(newest)
    return Rates(
        form,
        under,
        tuple(periods),
        tuple(_total(judged, under)),
        tuple(_league(judged, under, tree)),
        judged,
    )


def level_below(under: StructureUnit, tree: Structure) -> int:
    """The next level under a unit that has units there; communes stand for themselves."""
    levels = {child.level for child in tree.children(under.id)}
    return min(levels, default=int(Level.COMMUNE))


def _league(judged: Punctuality, under: StructureUnit, tree: Structure) -> list[LevelLine]:
    found = judged.rolled_up(level_below(under, tree))
    lines = [
        _line(found, row, unit_on(unit_id, tree.on, *(one.last_day for one in judged.periods)))
        for row, unit_id in enumerate(found.unit_ids)
    ]
    return sorted(lines, key=lambda line: line.unit.code)


def _total(judged: Punctuality, under: StructureUnit) -> list[LevelLine]:
    found = judged.rolled_up(under.level)
    place = found.unit_ids.index(under.id) if under.id in found.unit_ids else None
    return [
        LevelLine(under, 0, 0, 0, 0, 0, 0, 0)
        if place is None
        else _line(found, place, under, column)
        for column in range(len(judged.periods))
    ]


def _line(found: RolledUp, row: int, unit: StructureUnit, column: int | None = None) -> LevelLine:
    parts = (
        found.expected,
        found.received,
        found.on_time,
        found.late,
        found.missing,
        found.not_due,
        found.approved,
    )
    counts = [int(part[row].sum() if column is None else part[row, column]) for part in parts]
    return LevelLine(unit, *counts)


def _unit_lines(
    judged: Punctuality, form: DefinitionInfo, period: Period, under_id: int, tree: Structure
) -> list[UnitLine]:
    zero = empty_handed(form.code, period, judged.unit_ids)
    states = {row.unit_id: row for row in report_states(form.code, period, under_id)}
    late_by = judged.late_by
    found = []
    for row, unit_id in enumerate(judged.unit_ids):
        timing = Timing(judged.timing[row, 0])
        state = states.get(unit_id)
        if timing is Timing.NOT_EXPECTED or state is None:
            continue
        unit = tree.get(unit_id)
        found.append(
            UnitLine(
                unit,
                tree.units.get(unit.parent_id or 0),
                timing,
                Phase(judged.phase[row, 0]),
                unit_id in zero,
                int(late_by[row, 0]),
                state.submitted_at,
                state.approved_at,
                state.report_id,
                state.locked,
            )
        )
    return found


def newest_due(form: DefinitionInfo, periods: Sequence[Period], today: date) -> Period | None:
    """The newest period that has ended, else the one running; None when there is none."""
    ended = [period for period in periods if period.last_day <= today]
    return next(iter(ended[-1:] or periods[-1:]), None)
