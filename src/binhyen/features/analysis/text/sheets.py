"""A pivot as a plain sheet: heads, rows of numbers and words, notes, and the line that says where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext as _

from binhyen.features.analysis.api import Against, Dimension, Line, Pivot, Spot
from binhyen.features.analysis.pages import words
from binhyen.features.analysis.pages.pivots import source_line
from binhyen.features.analysis.pages.tables import caption, periods_text
from binhyen.foundation.exchange.api import csv_text
from binhyen.kernel.errors import N_, Invalid

Cell = Decimal | str | None
MOST_ROWS = 20_000
DEMO = "DỮ LIỆU MÔ PHỎNG"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every file says: the same numbers in the same order."""

    title: str
    source: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    names: int
    decimals: tuple[int, ...]


def sheet_of(found: Pivot, *, demo: bool) -> Sheet:
    """Everything the table holds, all its pages.

    Raises:
        Invalid: too many rows for one file.
    """
    if len(found.rows) > MOST_ROWS:
        raise Invalid(
            N_("Bảng có {count} dòng, nhiều nhất {most} dòng một tệp; hãy thu hẹp phạm vi."),
            count=len(found.rows),
            most=MOST_ROWS,
        )
    columns = found.columns()
    names = [str(words.DIMENSIONS[one]) for one in found.row_dimensions] or [_("Đơn vị")]
    heads = [head for column in columns for head in _heads(found, column)]
    rows = tuple(_row(found, line, columns) for line in found.lines())
    return Sheet(
        title=f"{caption(found)}; {periods_text(found.question.periods)}",
        source=source_line(found.question),
        heads=(*names, *heads, _("Ghi chú")),
        rows=rows,
        foot=tuple(_row(found, line, columns) for line in found.foot()),
        notes=_notes(found, demo=demo),
        names=len(names),
        decimals=tuple(
            _decimals(found, column) for column in columns for _one in _heads(found, column)
        ),
    )


def to_csv(sheet: Sheet) -> bytes:
    """UTF-8 with the mark spreadsheets need; texts that begin like a formula are made harmless."""
    rows = [
        *sheet.rows,
        *sheet.foot,
        (),
        (sheet.title,),
        (sheet.source,),
        *((one,) for one in sheet.notes),
    ]
    return csv_text(sheet.heads, rows, bom=True).encode()


def to_xlsx(sheet: Sheet, made_at: datetime) -> bytes:
    """One worksheet: title, source, frozen heads, numbers as numbers, texts never as formulas."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - needed for this file alone

    target = BytesIO()
    with Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": sheet.title, "created": made_at.replace(tzinfo=None)})
        _fill(book, sheet)
    return target.getvalue()


def _fill(book: object, sheet: Sheet) -> None:
    page = book.add_worksheet(_("Số liệu"))  # type: ignore[attr-defined]  # the library ships no types
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})  # type: ignore[attr-defined]
    numbers = {
        count: book.add_format({"num_format": "#,##0" + ("." + "0" * count if count else "")})  # type: ignore[attr-defined]
        for count in set(sheet.decimals)
    }
    page.write_string(0, 0, sheet.title, bold)
    page.write_string(1, 0, sheet.source)
    for at, head in enumerate(sheet.heads):
        page.write_string(3, at, head, bold)
    for down, row in enumerate([*sheet.rows, *sheet.foot], start=4):
        for at, value in enumerate(row):
            if isinstance(value, Decimal):
                page.write_number(down, at, value, numbers[sheet.decimals[at - sheet.names]])
            elif value:
                page.write_string(down, at, value)
    below = 5 + len(sheet.rows) + len(sheet.foot)
    for at, note in enumerate(sheet.notes):
        page.write_string(below + at, 0, note)
    page.freeze_panes(4, sheet.names)
    page.set_column(0, sheet.names - 1, 28)
    page.set_column(sheet.names, len(sheet.heads) - 1, 13)


def _heads(found: Pivot, column: Line) -> list[str]:
    spot = column.place(found.filters)
    name = _name(found, column, spot)
    heads = [name]
    if found.question.against is not Against.NOTHING:
        heads += [_("{name}: thay đổi").format(name=name), _("{name}: nhận xét").format(name=name)]
    if found.question.targets:
        heads.append(_("{name}: mục tiêu").format(name=name))
    return heads


def _name(found: Pivot, column: Line, spot: Spot) -> str:
    parts = []
    for dimension, member in zip(found.column_dimensions, column.members, strict=True):
        if dimension is Dimension.PERIOD:
            parts.append(member.short)
        elif dimension is Dimension.OPTION:
            parts.append(member.label or _("Tổng số"))
        elif len(found.members[dimension]) > 1 or len(found.column_dimensions) == 1:
            parts.append(member.label)
    return " · ".join(parts) or found.infos[spot.measure].label


def _decimals(found: Pivot, column: Line) -> int:
    return found.infos[column.place(found.filters).measure].decimals


def _row(found: Pivot, line: Line, columns: Sequence[Line]) -> tuple[Cell, ...]:
    cells: list[Cell] = [member.label or _("Tổng số") for member in line.members] or [
        found.question.unit.full_name
    ]
    remarks = []
    for column in columns:
        spot = found.spot(line, column)
        cells += _cells(found, spot)
        remark = words.quality_text(found.figure(spot))
        if remark:
            remarks.append(f"{_name(found, column, spot)}: {remark}")
    return (*cells, "; ".join(remarks))


def _cells(found: Pivot, spot: Spot) -> list[Cell]:
    figure, info = found.figure(spot), found.infos[spot.measure]
    value: Cell = (
        words.missing_text(figure) if figure.value is None else round(figure.value, info.decimals)
    )
    cells = [value]
    if found.question.against is not Against.NOTHING:
        change = found.change(spot)
        difference = (
            None
            if change is None or change.difference is None
            else round(change.difference, info.decimals)
        )
        cells += [difference, "" if change is None else words.change_text(change, info)]
    if found.question.targets:
        verdict = found.verdict(spot)
        cells.append("" if verdict is None else words.verdict_text(verdict, info))
    return cells


def _notes(found: Pivot, *, demo: bool) -> tuple[str, ...]:
    notes = [_("Số chưa báo cáo để chữ, không ghi 0.")]
    if found.question.public:
        notes.append(
            _(
                "Bản công khai: số người từ 1 đến {most} và những số cho phép suy ra chúng đã được che."
            ).format(most=found.limits.public_least - 1)
        )
    return (*notes, DEMO) if demo else tuple(notes)
