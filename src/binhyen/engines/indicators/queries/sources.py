"""What a question needs: the cubes of its reports and counters, for the units that may matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from binhyen.engines.indicators.queries.cubes import FormCube, counted_cube, form_cube, has_guests
from binhyen.engines.indicators.queries.trees import Forest, Tree
from binhyen.engines.indicators.queries.windows import Window
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo
from binhyen.engines.indicators.rules.cubes import Cube
from binhyen.engines.indicators.rules.measures import Input, Measure
from binhyen.engines.indicators.types import Query
from binhyen.engines.units.api import carry
from binhyen.kernel.periods import Period


@dataclass(slots=True)
class Sources:
    """Values behind one query; what several measures share is loaded once, and only when asked for."""

    query: Query
    known: Catalogue
    measures: Sequence[Measure]
    windows: Sequence[Window]
    forest: Forest = field(default_factory=Forest)
    _forms: dict[str, FormCube] = field(default_factory=dict)
    _entered: dict[str, dict[str, Input]] = field(default_factory=dict)
    _counted: dict[tuple[str, date], Cube | None] = field(default_factory=dict)
    counts_rows: bool = field(init=False)
    """Whether anything is counted from rows of other engines rather than reported."""

    def __post_init__(self) -> None:
        inputs = (wanted for measure in self.measures for wanted in measure.inputs)
        self.counts_rows = any(wanted.element.counted for wanted in inputs)

    def forms(self) -> Mapping[str, FormCube]:
        """The cubes of every definition the measures draw on."""
        if not self._forms:
            for code, inputs in self.entered_forms().items():
                form = self.known.definitions[code]
                periods = [part for window in self.windows for part in window.components(form)]
                only = self._with_heirs(self._only(form, periods), periods)
                self._forms[code] = form_cube(
                    form, periods, list(inputs.values()), self.forest, only
                )
        return self._forms

    def counted(self, measure: Measure, window: Window) -> dict[str, Cube]:
        """The counted inputs of a measure on the window's last day."""
        found = {}
        for wanted in measure.inputs:
            name = wanted.element.entry.counter
            if name is None or wanted.option is not None:
                continue
            place = (wanted.column, window.last_day)
            if place not in self._counted:
                # Carried units may come from anywhere, so then the whole country is counted.
                under_id = None if window.as_of else self.query.under_id
                self._counted[place] = counted_cube(
                    name, wanted.column, window.last_day, under_id, self.forest
                )
            cube = self._counted[place]
            if cube is not None:
                found[wanted.column] = cube
        return found

    def trees(self, window: Window) -> list[Tree]:
        """The trees a window's values stand in, oldest first."""
        if window.as_of is not None:
            return [self.forest.on(window.as_of)]
        days = {window.last_day} if self.counts_rows or window.day_only else set()
        if not window.day_only:
            for form in self.entered_forms():
                days |= {p.last_day for p in window.components(self.known.definitions[form])}
        return [self.forest.on(on) for on in sorted(days or {window.last_day})]

    def _only(self, form: DefinitionInfo, periods: Sequence[Period]) -> set[int] | None:
        """Units whose values may matter below the unit asked about; None is everybody."""
        as_of, under_id = self.query.as_of, self.query.under_id
        if as_of is not None:
            tree = self.forest.on(as_of)
            return None if under_id == tree.structure.root.id else tree.sources(under_id)
        trees = [self.forest.on(period.last_day) for period in periods]
        if any(under_id == tree.structure.root.id for tree in trees):
            return None
        if has_guests(form, periods, self.forest):
            return set().union(*(tree.sources(under_id) for tree in trees))
        return {
            unit_id
            for tree in trees
            if under_id in tree.structure
            for unit_id in tree.structure.subtree(under_id)
        }

    def _with_heirs(self, only: set[int] | None, periods: Sequence[Period]) -> set[int] | None:
        """With what took over units that ended: whether a stock still stands depends on its heirs' reports."""
        if only is None or all(i.summed for m in self.measures for i in m.inputs):
            return only
        heirs: set[int] = set()
        for on in {period.last_day for period in periods}:
            tree, carried = self.forest.on(on).structure, carry(on)
            for unit_id in only:
                if unit_id not in tree:
                    heirs |= {target.unit_id for target in carried.targets(unit_id)}
        return only | heirs

    def entered_forms(self) -> dict[str, dict[str, Input]]:
        """Inputs needed, by definition."""
        if self._entered:
            return self._entered
        for wanted in (source for measure in self.measures for source in measure.inputs):
            if not wanted.element.counted and wanted.element.definition is not None:
                self._entered.setdefault(wanted.element.definition, {})[wanted.column] = wanted
        return self._entered
