"""A form as a workbook: locked but for the cells to fill in, which take numbers only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from binhyen.engines.indicators.rules.forms.sheets import cell_map
from binhyen.engines.indicators.rules.forms.sheets.cell_map import Placed, claim_of, placed
from binhyen.engines.indicators.rules.forms.types import FormCell, FormLayout

FONT = "Times New Roman"
WIDTHS = (6, 52, 14, 16, 30, 40)
HEADS = ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú", "Hướng dẫn")
LARGEST = 9_999_999_999_999


def write_form_sheet(
    layout: FormLayout,
    values: Mapping[str, Decimal] | None = None,
    remarks: Mapping[str, str] | None = None,
) -> bytes:
    """The .xlsx of a form, blank or filled in; equal input gives equal bytes.

    Args:
        layout: the form with its unit and period.
        values: by reference; a missing one leaves its cell empty.
        remarks: by reference, the comment beside a value.
    """
    target = BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    made_on = datetime.combine(layout.period.start, time(), UTC)
    book.set_properties({"title": layout.title.vi, "created": made_on.replace(tzinfo=None)})
    formats = _formats(book)
    sheet = book.add_worksheet(cell_map.SHOWN)
    _head(sheet, layout, formats)
    for one in placed(layout):
        _row(sheet, one, formats, values or {}, remarks or {})
    _finish(sheet)
    _hidden(book, layout)
    book.close()
    return target.getvalue()


def _formats(book: Workbook) -> dict[str, Any]:
    base = {"font_name": FONT, "font_size": 12, "valign": "vcenter"}
    framed = {**base, "border": 1, "text_wrap": True}
    shapes: dict[str, dict[str, Any]] = {
        "plain": base,
        "small": {**base, "font_size": 10, "italic": True, "text_wrap": True},
        "title": {**base, "bold": True, "font_size": 14, "align": "center", "text_wrap": True},
        "middle": {**base, "align": "center"},
        "head": {**framed, "bold": True, "align": "center", "bg_color": "#E8EEF4"},
        "section": {**framed, "bold": True, "bg_color": "#F4F6F8"},
        "text": framed,
        "option": {**framed, "indent": 2},
        "centre": {**framed, "align": "center"},
        "comment": {**framed, "locked": False, "num_format": "@"},
    }
    for decimals in range(7):
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        shapes[f"value{decimals}"] = {**framed, "locked": False, "num_format": pattern}
    return {name: book.add_format(shape) for name, shape in shapes.items()}


def _head(sheet: Worksheet, layout: FormLayout, formats: Mapping[str, Any]) -> None:
    above = ", ".join(layout.unit.above)
    header = " · ".join(text for text in (layout.header.symbol, layout.header.basis) if text)
    rows = (
        (header, "small"),
        (layout.title.vi, "title"),
        (f"Đơn vị báo cáo: {layout.unit.name}" + (f" ({above})" if above else ""), "middle"),
        (f"Kỳ báo cáo: {layout.period.label()}", "middle"),
        (
            "Chỉ ghi cột Số liệu và Ghi chú. Không có vụ việc thì ghi 0; chưa nắm được thì để trống.",
            "small",
        ),
    )
    for row, (text, style) in enumerate(rows):
        sheet.merge_range(row, 0, row, cell_map.HINT, text, formats[style])
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(cell_map.HEAD_ROW, column, head, formats["head"])


def _row(
    sheet: Worksheet,
    one: Placed,
    formats: Mapping[str, Any],
    values: Mapping[str, Decimal],
    remarks: Mapping[str, str],
) -> None:
    if one.line is None or one.cell is None:
        sheet.write_string(one.row, cell_map.NUMBER, one.section.number, formats["section"])
        sheet.merge_range(
            one.row, cell_map.NAME, one.row, cell_map.HINT, one.section.title.vi, formats["section"]
        )
        return
    cell, whole = one.cell, one.cell.option is None
    sheet.write_string(
        one.row, cell_map.NUMBER, one.line.number if whole else "", formats["centre"]
    )
    sheet.write_string(
        one.row, cell_map.NAME, cell.label.vi, formats["text" if whole else "option"]
    )
    sheet.write_string(one.row, cell_map.UNIT, cell.unit, formats["centre"])
    style = formats[f"value{cell.decimals}"]
    if cell.ref in values:
        sheet.write_number(one.row, cell_map.VALUE, float(values[cell.ref]), style)
    else:
        sheet.write_blank(one.row, cell_map.VALUE, None, style)
    if cell.ref in remarks:
        sheet.write_string(one.row, cell_map.COMMENT, remarks[cell.ref], formats["comment"])
    else:
        sheet.write_blank(one.row, cell_map.COMMENT, None, formats["comment"])
    hint = (one.line.note or one.line.explain) if whole else ""
    sheet.write_string(one.row, cell_map.HINT, hint, formats["text"])
    sheet.data_validation(one.row, cell_map.VALUE, one.row, cell_map.VALUE, _validation(cell))


def _validation(cell: FormCell) -> dict[str, Any]:
    kind = "decimal" if cell.decimals else "integer"
    least = -LARGEST if cell.negative else 0
    what = "số" if cell.decimals else "số nguyên"
    floor = "" if cell.negative else ", từ 0 trở lên"
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": least,
        "maximum": LARGEST,
        "ignore_blank": True,
        "error_title": "Số liệu chưa đúng",
        "error_message": f"Hãy ghi {what}{floor}.",
    }


def _finish(sheet: Worksheet) -> None:
    sheet.freeze_panes(cell_map.FIRST_ROW, cell_map.UNIT)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(cell_map.HEAD_ROW)
    sheet.set_selection(
        cell_map.FIRST_ROW + 1, cell_map.VALUE, cell_map.FIRST_ROW + 1, cell_map.VALUE
    )


def _hidden(book: Workbook, layout: FormLayout) -> None:
    claim = claim_of(layout)
    sheet = book.add_worksheet(cell_map.HIDDEN)
    sheet.write_string(0, 0, cell_map.MARK)
    sheet.write_number(0, 1, cell_map.FORMAT)
    said = (claim.form, claim.version, claim.unit, claim.period, claim.checksum())
    for row, (name, value) in enumerate(zip(cell_map.FACTS, said, strict=True), start=1):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
    for row, texts in enumerate(claim.cells, start=cell_map.MAP_ROW):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
    sheet.protect()
    sheet.very_hidden()
