"""Reading figures: any measures, periods, rows and structure, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.cells import cell_of
from binhyen.engines.indicators.queries.groupings import (
    Grouping,
    grouping,
    under_exists,
)
from binhyen.engines.indicators.queries.sources import Sources
from binhyen.engines.indicators.queries.tallying import tally
from binhyen.engines.indicators.queries.totals import (
    Totals,
    load_totals,
    quick_form,
    tally_from_totals,
)
from binhyen.engines.indicators.queries.windows import Window, windows_of
from binhyen.engines.indicators.rules.catalogue import Catalogue
from binhyen.engines.indicators.rules.cubes import Ints
from binhyen.engines.indicators.rules.measures import Measure
from binhyen.engines.indicators.rules.measures import measure as measure_of
from binhyen.engines.indicators.rules.tallies import Tally
from binhyen.engines.indicators.types import By, Cell, Frame, Query
from binhyen.engines.units.api import StructureUnit
from binhyen.foundation.access.api import Actor, allows
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound

LEVEL_NAMES = ("cả nước", "cấp tỉnh", "cấp huyện", "cấp xã")


def read(query: Query, actor: Actor | None = None) -> Frame:
    """Figures of units under one unit.

    Shape: cells by unit in code order, then period, then measure, as asked; a unit has cells only for periods in
        whose trees it stands. Unit: the measure's own; quotients are not rounded to their printed decimals.
    Time: `as_of` None groups each value by the tree of its own report period's last day; a date carries all of
        them there. The total of everything is the same either way, to the unit.
    Missing: `value` None with the reason; approved values only, `pending` counts reports that wait.

    Raises:
        NotFound: unknown measure; the unit was not in force in the structure, or is outside the actor's scope.
        RuleBroken: rows by district where there are none, or of a level above the unit.
        Invalid: no period and no day, or an indicator that is not computed at the level of the rows.
    """
    known = catalogue()
    measures = [measure_of(known, code, query.breakdown) for code in query.measures]
    windows = windows_of(query, known, measures)
    refuse_outsider(query, windows, actor)
    reading = Reading(query, known, measures, windows)
    return Frame(query, reading.cells(query.by), reading.cells(By.UNIT), reading.months_used())


def refuse_outsider(query: Query, windows: Sequence[Window], actor: Actor | None) -> None:
    """Refuse an actor who may not see the unit, as if it were not there.

    Raises:
        NotFound: neither today's tree nor the asked one puts the unit into a scope of the actor's.
    """
    if actor is None:
        return
    days = {clock.today(), query.as_of or windows[-1].last_day}
    if not any(allows(actor, "figures.view", query.under_id, on=on) for on in days):
        raise NotFound(N_("Không có đơn vị này trong phạm vi của bạn."))


@dataclass(slots=True)
class Reading:
    """One query being answered; what several measures share is loaded once."""

    query: Query
    known: Catalogue
    measures: Sequence[Measure]
    windows: Sequence[Window]
    sources: Sources = field(init=False)
    _groups: dict[tuple[int, By, int], Grouping] = field(default_factory=dict)
    _kept: list[object] = field(default_factory=list)
    _totals: Totals | None = None

    def __post_init__(self) -> None:
        self.sources = Sources(self.query, self.known, self.measures, self.windows)

    def cells(self, by: By) -> tuple[Cell, ...]:
        """The cells for rows of a level."""
        per_window = [(window, self._window_rows(window, by)) for window in self.windows]
        days = [window.as_of or window.last_day for window in self.windows]
        if not any(rows for _, rows in per_window):
            under_exists(self.query.under_id, days, self.sources.forest)
        levels = {unit.level for _, rows in per_window for unit in rows}
        measures = computed_at(self.measures, levels, refuse=by is self.query.by)
        self._load_totals(by, {unit.id for _, rows in per_window for unit in rows})
        tallies = {
            (window.period, measure.code): self.tally_of(measure, window, by)
            for window, _ in per_window
            for measure in measures
        }
        newest = {unit.id: unit for _, rows in per_window for unit in rows}
        order = sorted(newest.values(), key=lambda unit: (unit.code, unit.id))
        inside = [(window, {unit.id: unit for unit in rows}) for window, rows in per_window]
        return tuple(
            cell_of(rows[unit.id], window.period, measure, tallies[window.period, measure.code])
            for unit in order
            for window, rows in inside
            if unit.id in rows
            for measure in measures
        )

    def months_used(self) -> dict[str, tuple[str, ...]]:
        """The report periods each longer period was put together from."""
        used: dict[str, tuple[str, ...]] = {}
        for window in self.windows:
            parts = {
                str(part)
                for form in self.sources.entered_forms()
                for part in window.components(self.known.definitions[form])
            }
            if parts != {str(window.period)}:
                used[window.period.code] = tuple(sorted(parts))
        return used

    def group(self, on: date, by: By, units: Ints) -> Grouping:
        """The rows of units in the tree of a day; trees that did not change share their answer."""
        tree = self.sources.forest.on(on)
        place = (id(tree), by, id(units))
        if place not in self._groups:
            # Held so that no other object can take over the identity used as the key.
            self._kept.extend((tree, units))
            self._groups[place] = grouping(tree, self.query.under_id, by, units.tolist())
        return self._groups[place]

    def tally_of(self, measure: Measure, window: Window, by: By) -> Tally:
        """What a measure adds up to in a window, by row unit."""
        if self._totals is not None:
            quick = tally_from_totals(
                measure, window, self._totals, (self.query.under_id, by), self.sources.forest
            )
            if quick is not None:
                return quick
        return tally(
            measure,
            window,
            self.sources.forms(),
            self.sources.counted(measure, window),
            lambda on, units: self.group(on, by, units),
        )

    def _load_totals(self, by: By, units: set[int]) -> None:
        form = quick_form(self.measures, self.windows, by, self.known)
        if form is None:
            self._totals = None
        elif self._totals is None:
            # The whole's own row comes along, for the totals asked next.
            wanted = units | {self.query.under_id}
            self._totals = load_totals(form, self.windows, wanted)

    def _window_rows(self, window: Window, by: By) -> list[StructureUnit]:
        rows: dict[int, StructureUnit] = {}
        for tree in self.sources.trees(window):
            rows |= {unit.id: unit for unit in tree.rows(self.query.under_id, by)}
        return list(rows.values())


def computed_at(measures: Sequence[Measure], levels: set[int], *, refuse: bool) -> list[Measure]:
    """The measures that are computed at all the levels; the others are refused or left out.

    Raises:
        Invalid: one is not, and `refuse`.
    """
    fitting = []
    for measure in measures:
        allowed = {0, 1, 2, 3} if measure.indicator is None else {*measure.indicator.levels}
        if levels <= allowed:
            fitting.append(measure)
        elif refuse:
            raise Invalid(
                N_("Chỉ số {name} chỉ tính ở: {levels}."),
                name=measure.code,
                levels=", ".join(LEVEL_NAMES[level] for level in sorted(allowed)),
            )
    return fitting


def narrowed(query: Query, unit_id: int) -> Query:
    """The same question for one unit alone."""
    return replace(query, under_id=unit_id, by=By.UNIT)
