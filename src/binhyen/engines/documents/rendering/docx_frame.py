"""The frame of an official .docx: the head in two columns, the title, the signature and the recipients."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

from binhyen.engines.documents.rendering.docx_parts import (
    draw_line_below,
    drop_side_room,
    keep_row_whole,
)
from binhyen.engines.documents.rules import (
    MOTTO,
    NATIONAL_NAME,
    full_symbol,
    is_letter,
    kept_together,
    place_and_date,
    signature_lines,
    signer_name,
)
from binhyen.engines.documents.types import Document

Place = Docx | _Cell

TEXT_WIDTH_MM = 162
HEAD_WIDTHS_MM = (61, 101)  # the national name needs 100 mm at 13 pt bold
SIGNATURE_WIDTHS_MM = (81, 81)
SIGNATURE_ROOM = Pt(66)


def add_head(made: Docx, document: Document) -> None:
    """Agency, number and symbol on the left; national name, motto, place and date on the right."""
    left, right = _two_columns(made, HEAD_WIDTHS_MM)
    if document.agency_parent:
        centred(left, kept_together(document.agency_parent), 13)
    centred(left, kept_together(document.agency), 13, bold=True)
    rule(left, HEAD_WIDTHS_MM[0], 22)
    centred(left, f"Số: {full_symbol(document)}", 13)
    if is_letter(document):
        centred(left, f"V/v {document.subject}", 12)
    centred(right, NATIONAL_NAME, 13, bold=True)
    centred(right, MOTTO, 14, bold=True)
    rule(right, HEAD_WIDTHS_MM[1], 60)
    centred(right, place_and_date(document.place, document.issued_on), 14, italic=True)


def add_title(made: Docx, document: Document) -> None:
    """The type of document and its subject; an official letter has neither here."""
    gap = made.add_paragraph()
    gap.paragraph_format.space_after = Pt(0)
    if is_letter(document):
        return
    centred(made, document.kind, 14, bold=True)
    centred(made, document.subject, 14, bold=True)
    rule(made, TEXT_WIDTH_MM, 40)


def add_signature(made: Docx, document: Document) -> None:
    """Recipients on the left, signature on the right, never broken over two pages."""
    left, right = _two_columns(made, SIGNATURE_WIDTHS_MM)
    _add_recipients(left, document.recipients)
    for line in signature_lines(document.signer):
        centred(right, line, 14, bold=True)
    name = centred(right, signer_name(document.signer), 14, bold=True)
    name.paragraph_format.space_before = SIGNATURE_ROOM


def centred(
    place: Place, text: str, size: float, *, bold: bool = False, italic: bool = False
) -> Line:
    """A centred line of its own."""
    paragraph = _fresh_paragraph(place)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(2)
    return paragraph


def rule(place: Place, room_mm: float, length_mm: float) -> None:
    """A centred rule of the given length: the lower border of a low paragraph between indents."""
    paragraph = _fresh_paragraph(place)
    indent = Mm((room_mm - length_mm) / 2)
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = indent
    layout.space_after, layout.line_spacing = Pt(6), Pt(2)
    draw_line_below(paragraph)


def set_widths(table: DocxTable, widths: list[Length]) -> None:
    """Fix the widths; some word processors read the column's, others each cell's."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _two_columns(made: Docx, widths_mm: tuple[int, int]) -> tuple[_Cell, _Cell]:
    table = made.add_table(rows=1, cols=2)
    set_widths(table, [Mm(width) for width in widths_mm])
    keep_row_whole(table.rows[0])
    drop_side_room(table)
    left, right = table.rows[0].cells
    return left, right


def _fresh_paragraph(place: Place) -> Line:
    # A new table cell is born with one empty paragraph; using it avoids a blank first line.
    if isinstance(place, _Cell) and len(place.paragraphs) == 1:
        first: Line = place.paragraphs[0]
        if not first.runs and first.paragraph_format.line_spacing is None:
            return first
    fresh: Line = place.add_paragraph()
    return fresh


def _add_recipients(cell: _Cell, recipients: tuple[str, ...]) -> None:
    head = _fresh_paragraph(cell)
    run = head.add_run("Nơi nhận:")
    run.bold = run.italic = True
    run.font.size = Pt(12)
    head.paragraph_format.space_after = Pt(0)
    for place, name in enumerate(recipients, start=1):
        line = cell.add_paragraph()
        end = "." if place == len(recipients) else ";"
        line.add_run(f"- {name}{end}").font.size = Pt(11)
        line.paragraph_format.space_after = Pt(0)
