"""CSV for people who open it in a spreadsheet: no text can become a formula there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TextIO

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(
    target: Path | TextIO,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    bom: bool = False,
) -> int:
    """Write a header and rows as UTF-8 CSV with commas; returns the number of rows.

    Numbers are written with a point and stay numbers; a text beginning like a formula gets a leading apostrophe;
    None becomes an empty cell. `bom` is what Excel needs to recognise UTF-8.
    """
    if isinstance(target, Path):
        with target.open("w", encoding="utf-8", newline="") as handle:
            return _write(handle, columns, rows, bom=bom)
    return _write(target, columns, rows, bom=bom)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]], *, bom: bool = False) -> str:
    """The same as a text, for small answers."""
    buffer = io.StringIO()
    write_csv(buffer, columns, rows, bom=bom)
    return buffer.getvalue()


def _write(
    handle: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]], *, bom: bool
) -> int:
    if bom:
        handle.write("\ufeff")
    writer = csv.writer(handle, lineterminator="\n")
    writer.writerow([_cell(column) for column in columns])
    count = 0
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        count += 1
    return count


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
