"""A pivot as a document, for paper: the table, the chart when one is shown, and where the figures come from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from binhyen.engines.documents.api import (
    Block,
    Chart,
    Column,
    Document,
    Signer,
    Table,
    paragraph,
)
from binhyen.features.analysis.text.sheets import DEMO, Cell, Sheet
from binhyen.foundation.ui.api import Chart as ShownChart
from binhyen.foundation.ui.api import show_number
from binhyen.kernel.errors import N_, Invalid

MOST_ROWS, MOST_COLUMNS, WIDE = 1500, 16, 6


def document_of(sheet: Sheet, place: str, on: date, chart: ShownChart | None) -> Document:
    """The description both renderers read; without number, since it is not registered.

    Raises:
        Invalid: more columns or rows than paper holds.
    """
    if len(sheet.heads) > MOST_COLUMNS or len(sheet.rows) > MOST_ROWS:
        raise Invalid(
            N_(
                "Giấy chỉ chứa được {columns} cột và {lines} dòng; hãy thu hẹp bảng hoặc xuất .xlsx."
            ),
            columns=MOST_COLUMNS,
            lines=MOST_ROWS,
        )
    return Document(
        agency=f"CÔNG AN {place.upper()}",
        symbol="PTSL",
        place=place,
        issued_on=on,
        kind="BẢNG SỐ LIỆU",
        subject=sheet.title,
        blocks=_blocks(sheet, chart),
        signer=Signer("NGƯỜI LẬP BẢNG"),
        recipients=("Lưu: đơn vị",),
        notice=DEMO if DEMO in sheet.notes else "",
        lists_origins=False,
    )


def _blocks(sheet: Sheet, chart: ShownChart | None) -> tuple[Block, ...]:
    table = Table(
        sheet.title,
        tuple(
            Column(head, 2.2 if at < sheet.names else 1.0, "left" if at < sheet.names else "right")
            for at, head in enumerate(sheet.heads)
        ),
        tuple(_texts(row, sheet) for row in (*sheet.rows, *sheet.foot)),
        landscape=len(sheet.heads) > WIDE,
    )
    drawn = () if chart is None else (Chart(chart.option, str(chart.title), alt=str(chart.title)),)
    notes = [paragraph(text) for text in (sheet.source, *sheet.notes)]
    return (*drawn, table, *notes)


def _texts(row: tuple[Cell, ...], sheet: Sheet) -> tuple[str, ...]:
    return tuple(
        show_number(value, sheet.decimals[at - sheet.names])
        if isinstance(value, Decimal)
        else value or ""
        for at, value in enumerate(row)
    )
