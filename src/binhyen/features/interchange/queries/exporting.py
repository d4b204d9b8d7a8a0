"""What goes out: reports of a unit's communes over periods, block by block, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from binhyen.engines.indicators.api import (
    DefinitionInfo,
    ElementInfo,
    HeldReport,
    cell_notes,
    held_values,
)
from binhyen.engines.units.api import Level, Structure, StructureUnit, find
from binhyen.features.interchange.queries.directories import Directory, refuse_reused_code
from binhyen.features.interchange.rules.numbers import from_stored
from binhyen.features.interchange.types import Scheme
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.periods import Period, parse_periods


@dataclass(frozen=True, slots=True)
class Slice:
    """What is asked for: a report of all units below one, over periods.

    Attributes:
        newest: also what is on its way to approval.
    """

    form: DefinitionInfo
    periods: tuple[Period, ...]
    under_ids: tuple[int, ...]
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """How a value key is written: element, option, decimals."""

    element: ElementInfo
    option: str | None
    element_id: str
    option_id: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Block:
    """One report on its way out."""

    period: Period
    unit: StructureUnit
    unit_id: str
    report: HeldReport
    notes: Mapping[str, str] = field(default_factory=dict)


def slice_of(
    directory: Directory, report: str, under: str, period: str, *, newest: bool = False
) -> Slice:
    """What people ask for by codes: a report, a unit above (VN is all), one or more periods.

    Raises:
        NotFound: no such report or unit.
        Invalid: no such period, or not of this report.
    """
    form = directory.known.definition(report)
    periods = tuple(parse_periods(period, directory.known.calendars, form.calendar.code))
    for one in periods:
        if not form.has(one):
            raise Invalid(
                N_("Kỳ “{value}” không phải kỳ của {report} (lịch {calendar}, kỳ {kind})."),
                value=str(one),
                report=form.entry.vi,
                calendar=form.calendar.code,
                kind=form.entry.kind,
            )
    day = periods[-1].last_day
    tree = directory.tree(day)
    under_id = tree.root.id if under == tree.root.code else find(under, day).id
    return Slice(form, periods, (under_id,), newest)


def columns(form: DefinitionInfo, directory: Directory) -> dict[str, Column]:
    """Every value key of a report, in the order of the form."""
    found = {}
    for code in form.entry.elements:
        element = directory.known.elements[code]
        for key, option in element.value_keys():
            found[key] = Column(
                element,
                option,
                directory.element_id(element),
                directory.option_id(element, option),
                element.entry.decimals,
            )
    return found


def blocks(actor: Actor, asked: Slice, directory: Directory) -> Iterator[Block]:
    """The reports asked for that the actor may see, period by period.

    Cost: two statements a period.

    Raises:
        Invalid: a unit that ended within a period left a report, and its code to another unit (by code only).
    """
    for period in asked.periods:
        inside = _units_below(asked.under_ids, period, directory)
        notes: dict[int, dict[str, str]] = {}
        for (report_id, key), text in cell_notes(
            actor, definition=asked.form.code, period=period
        ).items():
            notes.setdefault(report_id, {})[key] = text
        for report in held_values(
            actor, definition=asked.form.code, period=period, newest=asked.newest
        ):
            place = inside.get(report.unit_id)
            if place is not None:
                if directory.schemes.unit is Scheme.CODE:
                    # Only where there is a report to write: most units that ended have left none.
                    refuse_reused_code(place[0], period.last_day, directory.tree(period.last_day))
                named = directory.unit_id(*place)
                yield Block(period, place[0], named, report, notes.get(report.report_id, {}))


def table_rows(
    actor: Actor, asked: Slice, directory: Directory, *, plain_options: bool = False
) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Values as rows of our own tables: unit, period, element, breakdown, value, comment.

    Args:
        plain_options: options by their bare code, whatever the scheme.
    """
    named = {
        key: (
            one.element_id,
            (one.option or "") if plain_options else _breakdown(one),
            one.decimals,
        )
        for key, one in columns(asked.form, directory).items()
    }
    for block in blocks(actor, asked, directory):
        unit, period, notes = block.unit_id, str(block.period), block.notes
        for key, stored in block.report.values.items():
            if key in named:
                element, option, decimals = named[key]
                value = from_stored(stored, decimals) if decimals else str(stored)
                yield unit, period, element, option, value, notes.get(key, "") if notes else ""


def _breakdown(column: Column) -> str:
    return "" if column.option is None else column.option_id


def _units_below(
    under_ids: Iterable[int], period: Period, directory: Directory
) -> dict[int, tuple[StructureUnit, Structure]]:
    """Communes that stood below the units on the period's last day, and those that ended within the period."""
    tree = directory.tree(period.last_day)
    found = {}
    for unit in _communes(under_ids, tree):
        found[unit.id] = (unit, tree)
    before = directory.tree(period.start)
    for unit in _communes(under_ids, before):
        if unit.id not in tree:
            found[unit.id] = (unit, before)
    return found


def _communes(under_ids: Iterable[int], tree: Structure) -> list[StructureUnit]:
    below = {unit_id for one in under_ids if one in tree for unit_id in tree.subtree(one)}
    units = (tree.get(unit_id) for unit_id in below)
    return [unit for unit in units if unit.level == Level.COMMUNE]
