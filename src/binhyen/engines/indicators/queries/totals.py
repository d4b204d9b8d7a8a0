"""The quick way: as-was totals above communes come from the roll-up rows, without opening any file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from binhyen.engines.indicators.models import RollUp
from binhyen.engines.indicators.queries.cubes import stored_periods, waiting_reports
from binhyen.engines.indicators.queries.trees import Forest
from binhyen.engines.indicators.queries.windows import Window
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo
from binhyen.engines.indicators.rules.measures import Measure
from binhyen.engines.indicators.rules.tallies import InputTally, Tally
from binhyen.engines.indicators.types import By
from binhyen.engines.units.api import Level, Structure
from binhyen.kernel.periods import Period

Stored = tuple[Mapping[str, int], Mapping[str, int], int, int]
"""Sums, counts, reports and guests of one roll-up row."""


@dataclass(slots=True)
class Totals:
    """Roll-up rows of one definition over some periods, loaded in three statements.

    Attributes:
        rows: by period code, then unit.
        waiting: units whose report waits for approval, by period code.
    """

    form: DefinitionInfo
    rows: dict[str, dict[int, Stored]]
    waiting: dict[str, list[int]]


def quick_form(
    measures: Sequence[Measure], windows: Sequence[Window], by: By, known: Catalogue
) -> DefinitionInfo | None:
    """The definition whose roll-up rows may answer all of this; None where only the files can tell.

    They cannot tell when values must be carried, when rows are communes, or when a last value must be chosen among
    several periods.
    """
    codes = {
        None if wanted.element.counted else wanted.element.definition
        for measure in measures
        for wanted in measure.inputs
    }
    code = codes.pop() if len(codes) == 1 else None
    if code is None or by is By.COMMUNE or any(w.as_of or w.day_only for w in windows):
        return None
    form = known.definitions[code]
    summed = all(wanted.summed for measure in measures for wanted in measure.inputs)
    if not summed and any(len(window.components(form)) > 1 for window in windows):
        return None
    return form


def load_totals(form: DefinitionInfo, windows: Sequence[Window], units: Collection[int]) -> Totals:
    """The roll-up rows of some units over everything the windows are made of."""
    codes = {part.code for window in windows for part in window.components(form)}
    stored_rows = stored_periods(form, codes)
    periods = {period.pk: period.code for period in stored_rows}
    totals = Totals(form, {code: {} for code in codes}, {code: [] for code in codes})
    stored = RollUp.objects.filter(period_id__in=periods, unit_id__in=units)
    for period_id, unit_id, *held in stored.values_list(
        "period_id", "unit_id", "sums", "counts", "reports", "guests"
    ):
        totals.rows[periods[period_id]][unit_id] = (held[0], held[1], held[2], held[3])
    for period_id, unit_id in waiting_reports(form, stored_rows):
        totals.waiting[periods[period_id]].append(unit_id)
    return totals


def tally_from_totals(
    measure: Measure, window: Window, totals: Totals, asked: tuple[int, By], forest: Forest
) -> Tally | None:
    """The tally of a measure for the rows of (under id, by); None when an input is missing for some units only, or units ended within a period, reported or waiting."""
    found = Tally(inputs={wanted.reference: InputTally() for wanted in measure.inputs})
    types = frozenset(totals.form.entry.reporters)
    for part in window.components(totals.form):
        tree = forest.on(part.last_day)
        rows = tree.rows(*asked)
        ended = any(unit_id not in tree.structure for unit_id in totals.waiting[part.code])
        if ended or any(unit.level == Level.COMMUNE for unit in rows):
            return None
        for unit in rows:
            held = totals.rows[part.code].get(unit.id)
            if held is not None and not _add(found, measure, unit.id, held):
                return None
            found.expected[unit.id] += tree.reporting(types, totals.form.owner_id).get(unit.id, 0)
        _add_pending(found, totals, part, tree.structure, {unit.id for unit in rows})
    return found


def _add(found: Tally, measure: Measure, unit_id: int, held: Stored) -> bool:
    """Whether the row could be added: no guests, and every input is in all its reports or in none."""
    sums, counts, reports, guests = held
    keys = [wanted.key for wanted in measure.inputs]
    present = {counts.get(key, 0) for key in keys}
    if guests or (len(keys) > 1 and present not in ({0}, {reports})):
        return False
    for wanted, key in zip(measure.inputs, keys, strict=True):
        if counts.get(key, 0):
            tally = found.inputs[wanted.reference]
            tally.total[unit_id] += sums[key]
            tally.count[unit_id] += counts[key]
    found.reported[unit_id] += present.pop()
    return True


def _add_pending(
    found: Tally, totals: Totals, part: Period, tree: Structure, rows: set[int]
) -> None:
    for unit_id in totals.waiting[part.code]:
        above = [unit_id, *(unit.id for unit in tree.ancestors(unit_id))]
        for row in rows.intersection(above):
            found.pending[row] += 1
