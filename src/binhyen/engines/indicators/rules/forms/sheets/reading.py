"""Read a filled-in form back: what it claims to be, its numbers, and an error for every cell that is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from binhyen.engines.indicators.rules.forms.sheets import cell_map
from binhyen.engines.indicators.rules.forms.sheets.cell_map import Claim, at, position
from binhyen.kernel.errors import N_, DomainError, Invalid, RowProblem
from binhyen.kernel.numbers import parse_number
from binhyen.kernel.text import clean_text

MAX_BYTES, MAX_UNPACKED, MAX_MEMBERS = 5_000_000, 50_000_000, 200
MAX_CELLS = 5000
MAX_COMMENT = 500
_NOISE = Decimal("1e-9")

Table = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class SheetEntries:
    """A sheet as read.

    Attributes:
        unit_code: borne on the period's last day.
        values: by reference; only the cells somebody filled in.
        remarks: by reference, the comments beside them.
        problems: cells that hold no number, with row, column letter and cure; they are in neither of the above.
        places: row and column letter of every cell, by reference, for faults found later.
    """

    form: str
    version: str
    unit_code: str
    period: str
    values: dict[str, Decimal]
    remarks: dict[str, str]
    problems: tuple[RowProblem, ...]
    places: dict[str, tuple[int, str]]


def read_form_sheet(path: Path) -> SheetEntries:
    """What stands on a form's sheet; numbers keep every digit the person typed (up to a spreadsheet's fifteen).

    Raises:
        Invalid: no workbook, too large, no form of ours, of another format, or its map was tampered with.
    """
    _refuse_bombs(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        shown, hidden = (
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in (cell_map.SHOWN, cell_map.HIDDEN)
        )
    except (CalamineError, ValueError, OSError) as fault:
        raise _no_form(path) from fault
    return _entries(path, shown, _claim(path, hidden))


def _refuse_bombs(path: Path) -> None:
    """A workbook is a zip: one that would unpack to more than a form ever holds is not opened."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Invalid(N_("Tệp {file} quá lớn so với một biểu mẫu."), file=path.name)
        with ZipFile(path) as archive:
            members = archive.infolist()
    except (BadZipFile, OSError) as fault:
        raise _no_form(path) from fault
    if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > MAX_UNPACKED:
        raise Invalid(N_("Tệp {file} quá lớn so với một biểu mẫu."), file=path.name)


def _claim(path: Path, hidden: Table) -> Claim:
    if at(hidden, 0, 0) != cell_map.MARK:
        raise _no_form(path)
    if at(hidden, 0, 1) != cell_map.FORMAT:
        raise Invalid(
            N_("Tệp {file} là biểu mẫu của phiên bản phần mềm khác: hãy tải lại biểu mẫu."),
            file=path.name,
        )
    facts = {str(at(hidden, row, 0)): str(at(hidden, row, 1)) for row in range(1, cell_map.MAP_ROW)}
    rows = hidden[cell_map.MAP_ROW : cell_map.MAP_ROW + MAX_CELLS]
    cells = tuple(
        (str(at(rows, n, 0)), str(at(rows, n, 1)), str(at(rows, n, 2))) for n in range(len(rows))
    )
    form, version, unit, period, checksum = (facts.get(name, "") for name in cell_map.FACTS)
    claim = Claim(form, version, unit, period, cells)
    if claim.checksum() != checksum:
        raise Invalid(
            N_("Tệp {file} đã bị sửa phần ẩn của biểu mẫu: hãy tải lại biểu mẫu và nhập lại."),
            file=path.name,
        )
    return claim


def _entries(path: Path, shown: Table, claim: Claim) -> SheetEntries:
    values: dict[str, Decimal] = {}
    remarks: dict[str, str] = {}
    places: dict[str, tuple[int, str]] = {}
    problems: list[RowProblem] = []
    for ref, value_at, comment_at in claim.cells:
        value_place, comment_place = position(value_at), position(comment_at)
        if value_place is None or comment_place is None:
            raise _no_form(path)
        places[ref] = (value_place[0] + 1, value_at[0])
        raw, said = at(shown, *value_place), at(shown, *comment_place)
        try:
            if (number := _number(raw)) is not None:
                values[ref] = number
        except DomainError as fault:
            problems.append(RowProblem(*places[ref], str(raw)[:60], str(fault), file=path.name))
        try:
            if text := clean_text(str(said), MAX_COMMENT, multiline=True):
                remarks[ref] = text
        except DomainError as fault:
            problems.append(
                RowProblem(
                    comment_place[0] + 1, comment_at[0], str(said)[:60], str(fault), file=path.name
                )
            )
    return SheetEntries(
        claim.form,
        claim.version,
        claim.unit,
        claim.period,
        values,
        remarks,
        tuple(problems),
        places,
    )


def _number(raw: object) -> Decimal | None:
    """A cell's number; None when it is empty.

    Raises:
        Invalid: a text that is no number, a date, or a truth value.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise Invalid(N_("“{value}” không phải là số: hãy ghi như 1.234,5."), value=str(raw)[:40])
    if isinstance(raw, str):
        return parse_number(raw)
    number = Decimal(repr(raw))
    if not number.is_finite():
        raise Invalid(N_("“{value}” không phải là số: hãy ghi như 1.234,5."), value=str(raw))
    # A spreadsheet's 0.1 + 0.2 carries noise far below any decimal a form asks for.
    tidy = round(number, 6)
    return (tidy if abs(number - tidy) < _NOISE else number).normalize() + 0


def _no_form(path: Path) -> Invalid:
    return Invalid(
        N_("Tệp {file} không phải biểu mẫu .xlsx của hệ thống: hãy tải biểu mẫu rồi điền vào đó."),
        file=path.name,
    )
