"""The quick way: as-was totals above communes come from the roll-up rows, without opening any file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from binhyen.engines.indicators.models import Report, ReportingPeriod, RollUp
from binhyen.engines.indicators.queries.groupings import row_units
from binhyen.engines.indicators.queries.windows import Window
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo
from binhyen.engines.indicators.rules.measures import Measure
from binhyen.engines.indicators.rules.tallies import InputTally, Tally
from binhyen.engines.indicators.types import By, Status
from binhyen.engines.units.api import Level, Structure, structure
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
    _expected: dict[tuple[int, int], int] = field(default_factory=dict)

    def expected(self, tree: Structure, row: int) -> int:
        """How many units below a row make this report."""
        place = (id(tree.units), row)
        if place not in self._expected:
            reporters = set(self.form.entry.reporters)
            below = tree.at_level(Level.COMMUNE, row)
            self._expected[place] = sum(unit.type in reporters for unit in below)
        return self._expected[place]


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
    periods = dict(
        ReportingPeriod.objects.filter(definition_id=form.id, code__in=codes).values_list(
            "id", "code"
        )
    )
    totals = Totals(form, {code: {} for code in codes}, {code: [] for code in codes})
    stored = RollUp.objects.filter(period_id__in=periods, unit_id__in=units)
    for period_id, unit_id, *held in stored.values_list(
        "period_id", "unit_id", "sums", "counts", "reports", "guests"
    ):
        totals.rows[periods[period_id]][unit_id] = (held[0], held[1], held[2], held[3])
    waiting = Report.objects.filter(period_id__in=periods, status=Status.SUBMITTED)
    for period_id, unit_id in waiting.values_list("period_id", "unit_id"):
        totals.waiting[periods[period_id]].append(unit_id)
    return totals


def tally_from_totals(
    measure: Measure, window: Window, totals: Totals, under_id: int, by: By
) -> Tally | None:
    """The tally of a measure; None when an input is missing for some units only, or units ended within a period."""
    found = Tally(inputs={wanted.reference: InputTally() for wanted in measure.inputs})
    for part in window.components(totals.form):
        tree = structure(part.last_day)
        rows = row_units(tree, under_id, by)
        if any(unit.level == Level.COMMUNE for unit in rows):
            return None
        for unit in rows:
            held = totals.rows[part.code].get(unit.id)
            if held is not None and not _add(found, measure, unit.id, held):
                return None
            found.expected[unit.id] += totals.expected(tree, unit.id)
        _add_pending(found, totals, part, tree, {unit.id for unit in rows})
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
        above = [unit_id, *(unit.id for unit in tree.ancestors(unit_id))] if unit_id in tree else []
        for row in rows.intersection(above):
            found.pending[row] += 1
