"""Our tables as .xlsx: looked over before a library unpacks them, so that no bomb goes off in memory."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.parsers import expat

import python_calamine
import xlsxwriter

from binhyen.features.interchange.formats.guards import CHUNK, broken, xml_name, xml_parser
from binhyen.features.interchange.formats.tabular import COLUMNS, OPTIONAL, REQUIRED
from binhyen.features.interchange.types import Fault, RawValue
from binhyen.foundation.exchange.api import csv_text
from binhyen.kernel.errors import N_, Invalid, NotFound
from binhyen.kernel.text import nfc

SHEET = "so_lieu"
UNPACKED_LIMIT = 400 << 20
CELL_LIMIT = 8_000_000
ROW_LIMIT = 1_000_000
MEMBER_LIMIT = 2000
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def read_workbook(path: Path) -> Iterator[RawValue]:
    """The values of the first sheet; `line` is its row.

    Raises:
        Invalid: not a workbook, a bomb, too large, a wrong header.
    """
    sheets = sheet_names(path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        name = SHEET if SHEET in sheets else sheets[0]
        rows: Iterator[Sequence[Any]] = iter(
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        )
    except (python_calamine.CalamineError, OSError, ValueError) as fault:
        raise broken(path.name, "sổ tính", str(fault)) from fault
    yield from _values(path, rows)


def sheet_names(path: Path) -> list[str]:
    """The sheets of a workbook that was found safe to open.

    Raises:
        NotFound: no such file.
        Invalid: not a workbook or a bomb.
    """
    refuse_bomb(path)
    try:
        return list(python_calamine.CalamineWorkbook.from_path(str(path)).sheet_names)
    except (python_calamine.CalamineError, OSError, ValueError) as fault:
        raise broken(path.name, "sổ tính", str(fault)) from fault


def write_table(path: Path, rows: Iterable[Sequence[str]], facts: Mapping[str, str]) -> int:
    """Write rows in the order of `COLUMNS`; codes are texts, numbers numbers, nothing is ever a formula.

    Memory stays flat. Returns the number of rows.

    Raises:
        Invalid: more rows than a sheet holds.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"comments": "; ".join(f"{k}={v}" for k, v in facts.items())})
        sheet, bold = book.add_worksheet(SHEET), book.add_format({"bold": True})
        sheet.write_row(0, 0, COLUMNS, bold)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 5, 22)
        count = 0
        for count, row in enumerate(rows, start=1):
            if count > ROW_LIMIT:
                raise Invalid(
                    N_("Quá {limit} dòng cho một sổ tính: hãy chọn ít kỳ hơn hoặc dùng CSV."),
                    limit=ROW_LIMIT,
                )
            for column, text in enumerate(row):
                if column == 4 and _NUMBER.fullmatch(text) and len(text) <= 15:
                    sheet.write_number(count, column, float(text))
                elif text:
                    sheet.write_string(count, column, text)
    return count


def write_marked_copy(source: Path, target: Path, faults: Iterable[Fault]) -> None:
    """A copy of a workbook's values in which refused cells are red and say why in a note.

    Raises:
        Invalid: the source cannot be opened.
    """
    marked: dict[tuple[str, str], list[Fault]] = {}
    names = sheet_names(source)
    for fault in faults:
        marked.setdefault((fault.sheet or names[0], fault.cell), []).append(fault)
    book = python_calamine.CalamineWorkbook.from_path(str(source))
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(str(target), options) as copy:
        red = copy.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"})
        for name in names:
            sheet = copy.add_worksheet(name)
            for row, cells in enumerate(
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ):
                for column, value in enumerate(cells):
                    _copy_cell(
                        sheet,
                        (row, column),
                        value,
                        marked.get((name, address(row + 1, column))),
                        red,
                    )


def address(row: int, column: int) -> str:
    """The name of a cell: row from 1, column from 0."""
    letters = ""
    number = column + 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return f"{letters}{row}"


def column_of(path: Path, name: str) -> int | None:
    """Where a column of the table stands in a workbook's first row."""
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        sheet = book.get_sheet_by_name(SHEET if SHEET in book.sheet_names else book.sheet_names[0])
        header = next(iter(sheet.to_python(skip_empty_area=False, nrows=1)), [])
    except (python_calamine.CalamineError, OSError, ValueError):
        return None
    cells = [str(cell).strip().casefold() for cell in header]
    return cells.index(name) if name in cells else None


def refuse_bomb(path: Path) -> None:
    """Unpack every member without keeping it, and look how far the cells of each sheet reach.

    Raises:
        NotFound: no such file.
        Invalid: not a zip of bounded size, or a sheet whose cells span more than `CELL_LIMIT`.
    """
    if not path.is_file():
        raise NotFound(N_("Không có tệp {file}."), file=str(path))
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
            if (
                len(members) > MEMBER_LIMIT
                or sum(one.file_size for one in members) > UNPACKED_LIMIT
            ):
                raise _bomb(path)
            for member in members:
                with packed.open(member) as handle:
                    is_sheet = "worksheets/" in member.filename and member.filename.endswith(".xml")
                    _look_over(path, handle, is_sheet=is_sheet)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise broken(path.name, "sổ tính", str(fault)) from fault
    except zipfile.LargeZipFile as fault:  # pragma: no cover - kept for completeness
        raise _bomb(path) from fault


def _look_over(path: Path, handle: Any, *, is_sheet: bool) -> None:
    reach = [0, 0]
    parser = xml_parser(path.name)

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = xml_name(name)
        if kind not in {"c", "row"} or "r" not in attributes:
            return
        place = attributes["r"].strip()
        found = _CELL.fullmatch(place)
        if found:
            reach[0], reach[1] = max(reach[0], _number(found[1])), max(reach[1], int(found[2]))
        elif kind == "row" and place.isdigit() and len(place) <= 7:
            reach[1] = max(reach[1], int(place))
        else:
            raise broken(path.name, place[:20], "ô không có địa chỉ đúng")
        if reach[0] * reach[1] > CELL_LIMIT:
            raise _bomb(path)

    parser.StartElementHandler = start
    size = 0
    while chunk := handle.read(CHUNK):
        size += len(chunk)
        if size > UNPACKED_LIMIT:
            raise _bomb(path)
        if is_sheet:
            _feed(path, parser, chunk)
    if is_sheet:
        _feed(path, parser, b"", final=True)


def _feed(path: Path, parser: expat.XMLParserType, chunk: bytes, *, final: bool = False) -> None:
    try:
        parser.Parse(chunk, final)
    except (expat.ExpatError, UnicodeDecodeError, ValueError) as fault:
        raise broken(path.name, "sổ tính", str(fault)) from fault


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _bomb(path: Path) -> Invalid:
    return Invalid(
        N_("Sổ tính {file} bung ra quá lớn: hãy xóa các ô trống ở xa rồi lưu lại, hoặc dùng CSV."),
        kind="bomb",
        file=path.name,
    )


def _values(path: Path, rows: Iterator[Sequence[Any]]) -> Iterator[RawValue]:
    header = [nfc(str(cell)).strip().casefold() for cell in next(rows, [])]
    lacking = [name for name in REQUIRED if name not in header]
    if lacking:
        raise Invalid(
            N_("Sổ tính {file}, dòng 1: cần các cột {expected}; thiếu {lacking}."),
            kind="header",
            file=path.name,
            expected=", ".join((*REQUIRED, *(f"[{name}]" for name in OPTIONAL))),
            lacking=", ".join(lacking),
        )
    places = {name: header.index(name) for name in (*REQUIRED, *OPTIONAL) if name in header}
    for line, cells in enumerate(rows, start=2):
        texts = {name: _shown(cells[place]) for name, place in places.items()}
        if any(texts.values()):
            yield RawValue(
                line,
                texts["element"],
                texts.get("breakdown", ""),
                texts["period"],
                texts["unit"],
                texts["value"],
                texts.get("comment", ""),
            )


def _shown(value: object) -> str:
    """A cell as text: whole numbers without a point, dates as year-month-day."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return nfc(str(value)).strip()


def _copy_cell(
    sheet: Any, place: tuple[int, int], value: Any, faults: list[Fault] | None, red: Any
) -> None:
    form = red if faults else None
    if isinstance(value, bool | int | float):
        sheet.write(*place, value, form)
    else:
        sheet.write_string(*place, "" if value is None else str(value), form)
    if faults:
        sheet.write_comment(*place, "\n".join(fault.message for fault in faults)[:1000])


def faults_as_csv(faults: Iterable[Fault]) -> str:
    """A list of faults for a spreadsheet."""
    columns = ("line", "sheet", "cell", "column", "value", "message")
    return csv_text(columns, ([getattr(one, name) for name in columns] for one in faults), bom=True)
