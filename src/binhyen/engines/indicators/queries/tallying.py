"""Adding a measure up over one window: choose the values that count, then group them by tree.

Which values count never depends on the structure asked for, so totals agree across structures to the unit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from binhyen.engines.indicators.entries import Missing as MissingRule
from binhyen.engines.indicators.queries.cubes import FormCube
from binhyen.engines.indicators.queries.groupings import Grouping
from binhyen.engines.indicators.queries.windows import Window
from binhyen.engines.indicators.rules.cubes import (
    Cube,
    Flags,
    Ints,
    Sums,
    add_values,
    count_pairs,
    last_known,
)
from binhyen.engines.indicators.rules.measures import Input, Measure
from binhyen.engines.indicators.rules.tallies import InputTally, Tally, add_counts
from binhyen.engines.units.api import carry, structure
from binhyen.kernel.periods import Period

Group = Callable[[date, Ints], Grouping]
"""From a tree's day and a cube's units to their rows."""


@dataclass(frozen=True, slots=True)
class Selection:
    """One definition's part of a window: which (period, unit) pairs are in the measure.

    Attributes:
        rows: the cube's row of each component period.
        present: pairs that have what the measure needs of this definition.
    """

    source: FormCube
    components: tuple[Period, ...]
    rows: Ints
    present: Flags

    @property
    def cube(self) -> Cube:
        return self.source.cube

    @property
    def expected(self) -> Flags:
        return self.cube.expected[self.rows]

    def known(self, column: str) -> Flags:
        return self.cube.known[column][self.rows]

    def values(self, column: str) -> Ints:
        return self.cube.values[column][self.rows]


def tally(
    measure: Measure,
    window: Window,
    forms: Mapping[str, FormCube],
    counted: Mapping[str, Cube],
    group: Group,
) -> Tally:
    """A measure's inputs and their completeness per row unit."""
    selections = selections_of(measure, window, forms)
    found = Tally()
    for wanted in measure.inputs:
        sums = found.inputs.setdefault(wanted.reference, InputTally())
        if wanted.element.counted:
            if wanted.column in counted:
                _add_counted(
                    sums, wanted, counted[wanted.column], measure, selections, window, group
                )
        elif selections.get(wanted.element.definition or "") is not None:
            selection = selections[wanted.element.definition or ""]
            _add_entered(sums, wanted, selection, measure, window, group)
    _count(found, measure, selections, counted, window, group)
    return found


def chosen_pairs(wanted: Input, selection: Selection, measure: Measure) -> tuple[Ints, Flags]:
    """(values, which of them count), both (component, unit); at most one a unit for inputs of time `last`."""
    values, known = selection.values(wanted.column), selection.known(wanted.column)
    chosen = known & selection.present
    if wanted.summed or not len(selection.rows):
        return values, chosen
    _, has, latest = last_known(values, chosen)
    has &= ~_superseded(selection, chosen, latest)
    only = np.zeros_like(chosen)
    only[latest[has], np.flatnonzero(has)] = True
    return values, only


def selections_of(
    measure: Measure, window: Window, forms: Mapping[str, FormCube]
) -> dict[str, Selection]:
    """What each definition contributes to a measure in a window, by the definition's code."""
    by_form: dict[str, list[Input]] = {}
    for wanted in measure.inputs:
        if not wanted.element.counted and wanted.element.definition is not None:
            by_form.setdefault(wanted.element.definition, []).append(wanted)
    selections = {}
    for code, inputs in by_form.items():
        source = forms[code]
        components = tuple(window.components(source.form))
        rows = np.array([source.place[period.code] for period in components], dtype=np.int64)
        known = [source.cube.known[wanted.column][rows] for wanted in inputs]
        together = np.logical_and if measure.missing_rule is MissingRule.SKIP_ANY else np.logical_or
        selections[code] = Selection(source, components, rows, together.reduce(known))
    if measure.missing_rule is MissingRule.SKIP_ANY and len(selections) > 1:
        return _paired(selections)
    return selections


def _paired(selections: dict[str, Selection]) -> dict[str, Selection]:
    """Leave out units that lack what another report should give, but not those that ended within the window."""
    having = [set(s.cube.units[s.present.any(axis=0)].tolist()) for s in selections.values()]
    everywhere = np.array(sorted(set.intersection(*having)), dtype=np.int64)
    paired = {}
    for code, selection in selections.items():
        keep = np.isin(selection.cube.units, everywhere)
        if len(selection.rows):
            keep |= ~selection.expected[-1]
        paired[code] = Selection(
            selection.source, selection.components, selection.rows, selection.present & keep
        )
    return paired


def _superseded(selection: Selection, chosen: Flags, latest: Ints) -> Flags:
    """Units that ended and whose successors have reported since: their stock is in the successors' already."""
    dropped = np.zeros(chosen.shape[1], dtype=np.bool_)
    if len(selection.rows) < 2:
        return dropped
    last_day = selection.components[-1].last_day
    tree, carried, units = structure(last_day), carry(last_day), selection.cube.units
    standing = np.isin(units, np.fromiter(tree.units, dtype=np.int64, count=len(tree.units)))
    for position in np.flatnonzero(chosen.any(axis=0) & ~standing).tolist():
        heirs = _places(units, [target.unit_id for target in carried.targets(int(units[position]))])
        later = chosen[int(latest[position]) + 1 :, heirs]
        dropped[position] = later.any()
    return dropped


def _places(units: Ints, wanted: Sequence[int]) -> Ints:
    """Where some ids lie among ascending ones; those that do not are left out."""
    ids = np.array(wanted, dtype=np.int64)
    at = np.searchsorted(units, ids)
    at, ids = at[at < len(units)], ids[at < len(units)]
    found: Ints = at[units[at] == ids]
    return found


def _add_entered(
    sums: InputTally,
    wanted: Input,
    selection: Selection,
    measure: Measure,
    window: Window,
    group: Group,
) -> None:
    values, chosen = chosen_pairs(wanted, selection, measure)
    for row, component in enumerate(selection.components):
        if chosen[row].any():
            grouped = group(window.tree_day(component), selection.cube.units)
            found = Sums.empty(len(grouped.rows))
            add_values(found, values[row], chosen[row], grouped)
            sums.add(grouped.rows, found)


def _add_counted(
    sums: InputTally,
    wanted: Input,
    cube: Cube,
    measure: Measure,
    selections: Mapping[str, Selection],
    window: Window,
    group: Group,
) -> None:
    chosen = np.ones(len(cube.units), dtype=np.bool_)
    if measure.missing_rule is MissingRule.SKIP_ANY:
        for selection in selections.values():
            chosen &= ~np.isin(cube.units, _without(selection))
    grouped = group(window.as_of or window.last_day, cube.units)
    found = Sums.empty(len(grouped.rows))
    add_values(found, cube.values[wanted.column][0], chosen, grouped)
    sums.add(grouped.rows, found)


def _without(selection: Selection) -> Ints:
    """Units that should have reported what the measure needs and never did in the window."""
    missing = selection.expected.any(axis=0) & ~selection.present.any(axis=0)
    return selection.cube.units[missing]


def _count(
    found: Tally,
    measure: Measure,
    selections: Mapping[str, Selection],
    counted: Mapping[str, Cube],
    window: Window,
    group: Group,
) -> None:
    """Completeness goes by the first report the measure draws on; without one, by the units counted."""
    first = next((wanted for wanted in measure.inputs if not wanted.element.counted), None)
    selection = selections.get(first.element.definition or "") if first else None
    if first is not None and selection is not None:
        _count_entered(found, first, selection, measure, window, group)
    elif first is None:
        for cube in [counted[i.column] for i in measure.inputs if i.column in counted][:1]:
            grouped = group(window.as_of or window.last_day, cube.units)
            counts = count_pairs(cube.expected[0], grouped, len(grouped.rows))
            add_counts(found.reported, grouped.rows, counts)
            add_counts(found.expected, grouped.rows, counts)


def _count_entered(
    found: Tally,
    first: Input,
    selection: Selection,
    measure: Measure,
    window: Window,
    group: Group,
) -> None:
    if any(i.summed for i in measure.inputs if i.element.definition == first.element.definition):
        reported = selection.present
        expected = selection.expected | reported
    else:
        _, reported = chosen_pairs(first, selection, measure)
        expected = reported.copy()
        if len(expected):
            # One value a unit is wanted: of those that gave none, at the window's end.
            expected[-1] |= selection.expected[-1] & ~reported.any(axis=0)
    waiting = selection.source.pending[selection.rows]
    for row, component in enumerate(selection.components):
        grouped = group(window.tree_day(component), selection.cube.units)
        for target, flags in (
            (found.reported, reported),
            (found.expected, expected),
            (found.pending, waiting),
        ):
            add_counts(target, grouped.rows, count_pairs(flags[row], grouped, len(grouped.rows)))
