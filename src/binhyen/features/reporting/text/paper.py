"""The paper form in the frame of Decree 30/2020/NĐ-CP, blank or filled in, from the one layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from binhyen.engines.documents.api import (
    Block,
    Column,
    Document,
    Heading,
    Signer,
    Table,
    paragraph,
)
from binhyen.engines.indicators.api import FormLayout, FormSection
from binhyen.kernel.numbers import format_number

DOTS = "…………"
COLUMNS = (
    Column("TT", 0.5, "center"),
    Column("Chỉ tiêu", 3.6),
    Column("Đơn vị tính", 0.9, "center"),
    Column("Số liệu", 1.1, "right"),
    Column("Ghi chú", 1.7),
)


def form_document(
    layout: FormLayout,
    on: date,
    values: Mapping[str, Decimal] | None = None,
    notes: Mapping[str, str] | None = None,
    notice: str = "",
) -> Document:
    """The form as a document; without values every place is dotted, to be filled in by hand.

    Args:
        values: by reference; a missing one is dotted too, never 0.
        notes: by reference.
        notice: shown on every page, such as that figures are synthetic.
    """
    name = layout.unit.name
    return Document(
        agency=f"CÔNG AN {name.upper()}",
        agency_parent=f"CÔNG AN {layout.unit.above[0].upper()}"
        if layout.unit.above
        else "BỘ CÔNG AN",
        symbol="BC-CAX",
        place=name[:1].upper() + name[1:],
        issued_on=on,
        kind="BÁO CÁO",
        subject=f"{layout.title.vi}, {layout.period.label()}",
        blocks=tuple(_blocks(layout, values, notes or {})),
        signer=Signer("TRƯỞNG CÔNG AN"),
        recipients=(*(deadline.recipient for deadline in layout.deadlines[:1]), "Lưu: đơn vị"),
        notice=notice,
        lists_origins=False,
    )


def _blocks(
    layout: FormLayout, values: Mapping[str, Decimal] | None, notes: Mapping[str, str]
) -> Iterator[Block]:
    header = layout.header
    if words := " · ".join(text for text in (header.symbol, header.basis) if text):
        yield paragraph(words)
    yield Heading(1, "Số liệu")
    for section in layout.sections:
        yield Table(
            f"{section.number}. {section.title.vi}",
            COLUMNS,
            tuple(_rows(section, values, notes)),
            note=section.note,
        )
    for title in layout.outline:
        yield Heading(1, title)
        yield paragraph(DOTS * 14)
    yield paragraph(
        f"Mẫu {layout.definition}, phiên bản {layout.version}. {header.note or ''}".strip()
    )


def _rows(
    section: FormSection, values: Mapping[str, Decimal] | None, notes: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    for line in section.lines:
        for cell in line.cells:
            whole = cell.option is None
            value = None if values is None else values.get(cell.ref)
            yield (
                line.number if whole else "",
                cell.label.vi if whole else f"– {cell.label.vi}",
                cell.unit,
                DOTS if value is None else format_number(value),
                notes.get(cell.ref, ""),
            )
