"""What stands where on a form's sheet: the writer and the reader share this and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from binhyen.engines.indicators.rules.forms.types import FormCell, FormLayout, FormLine, FormSection

FORMAT = 1
MARK = "binhyen-form"
SHOWN, HIDDEN = "Biểu mẫu", "_binhyen"
HEAD_ROW, FIRST_ROW = 6, 7
"""Zero-based: the row of column heads, and the first row of the form's body."""
NUMBER, NAME, UNIT, VALUE, COMMENT, HINT = range(6)
"""Columns of the shown sheet, zero-based."""
FACTS = ("form", "version", "unit", "period", "checksum")
MAP_ROW = 9
"""Zero-based: the first row of the map on the hidden sheet."""
FORM_COLUMNS = "ABCDEF"


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of the shown sheet: a section's heading, or a cell of a line."""

    row: int
    section: FormSection
    line: FormLine | None = None
    cell: FormCell | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What the hidden sheet says the workbook is; `cells` holds (reference, address of value, address of comment)."""

    form: str
    version: str
    unit: str
    period: str
    cells: tuple[tuple[str, str, str], ...]

    def checksum(self) -> str:
        """Of everything the claim says."""
        said = [FORMAT, self.form, self.version, self.unit, self.period, self.cells]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def placed(layout: FormLayout) -> Iterator[Placed]:
    """Every row of the body, from `FIRST_ROW` on."""
    row = FIRST_ROW
    for section in layout.sections:
        yield Placed(row, section)
        row += 1
        for line in section.lines:
            for cell in line.cells:
                yield Placed(row, section, line, cell)
                row += 1


def claim_of(layout: FormLayout) -> Claim:
    """What the hidden sheet of a layout says."""
    cells = tuple(
        (one.cell.ref, address(one.row, VALUE), address(one.row, COMMENT))
        for one in placed(layout)
        if one.cell is not None
    )
    return Claim(layout.definition, layout.version, layout.unit.code, str(layout.period), cells)


def address(row: int, column: int) -> str:
    """`D8` for row 7, column 3."""
    return f"{FORM_COLUMNS[column]}{row + 1}"


def position(text: str) -> tuple[int, int] | None:
    """Row and column of an address of our columns; None for anything else."""
    letter, digits = text[:1], text[1:]
    if letter not in FORM_COLUMNS or not letter or not digits.isascii() or not digits.isdigit():
        return None
    return int(digits[:7]) - 1, FORM_COLUMNS.index(letter)


def at(table: Sequence[Sequence[object]], row: int, column: int) -> object:
    """A cell of a table read from a file; "" beyond its edges."""
    if 0 <= row < len(table) and column < len(table[row]):
        return table[row][column]
    return ""
