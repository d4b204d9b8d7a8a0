"""A form's own sheet filled in and sent back: its cells as values, its faults by cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from binhyen.engines.indicators.api import SheetEntries, read_form_sheet
from binhyen.features.interchange.formats.workbooks import SHEET, sheet_names
from binhyen.features.interchange.rules.numbers import plain
from binhyen.features.interchange.types import Fault, RawValue


def form_entries(path: Path) -> SheetEntries | None:
    """What stands on a form's sheet; None when the workbook is a plain table.

    Raises:
        Invalid: neither, or a form that was tampered with.
    """
    names = sheet_names(path)
    if SHEET in names or len(names) < 2:
        return None
    return read_form_sheet(path)


def form_values(entries: SheetEntries) -> Iterator[RawValue]:
    """The filled-in cells; `line` is the row of the sheet."""
    for ref, number in entries.values.items():
        element, _, breakdown = ref.partition("[")
        yield RawValue(
            entries.places[ref][0],
            element,
            breakdown.rstrip("]"),
            entries.period,
            entries.unit_code,
            plain(number),
            entries.remarks.get(ref, ""),
            report=entries.form,
        )


def form_faults(entries: SheetEntries, sheet: str) -> list[Fault]:
    """Cells that hold no number, each with its address and what to do."""
    return [
        Fault(
            one.row or 0,
            "value",
            one.value,
            one.message,
            sheet,
            f"{one.column}{one.row}" if one.column and one.row else "",
        )
        for one in entries.problems
    ]


def cell_of(entries: SheetEntries, row: int) -> str:
    """The address of the value in a row of the form."""
    return next((f"{column}{row}" for at, column in entries.places.values() if at == row), "")
