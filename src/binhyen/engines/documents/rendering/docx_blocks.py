"""The body of an official .docx: paragraphs, lists, tables, charts, annexes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from copy import deepcopy

from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import _Row

from binhyen.engines.documents.rendering.charts import chart_png
from binhyen.engines.documents.rendering.docx_frame import TEXT_WIDTH_MM, centred, rule, set_widths
from binhyen.engines.documents.rendering.docx_parts import (
    describe_picture,
    keep_row_whole,
    repeat_as_header,
)
from binhyen.engines.documents.rules import breakable, full_symbol
from binhyen.engines.documents.types import (
    Annex,
    Block,
    BulletList,
    Cell,
    Chart,
    Column,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
)

INDENT = Cm(1.27)
TURNED_WIDTH_MM = 257
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def add_block(made: Docx, document: Document, block: Block, *, landscape: bool = False) -> None:
    """Write one block at the end; page breaks before annexes are the caller's."""
    width_mm = TURNED_WIDTH_MM if landscape else TEXT_WIDTH_MM
    match block:
        case Heading():
            _add_heading(made, block)
        case Paragraph(runs):
            _add_text(made, runs)
        case BulletList(items):
            for item in items:
                _add_text(made, (Text("- "), *item))
        case Table():
            _add_table(made, block, width_mm)
        case Chart():
            _add_chart(made, block)
        case Annex():
            _add_annex_head(made, document, block, width_mm)
        case PageBreak():
            return


def _add_heading(made: Docx, heading: Heading) -> None:
    paragraph = made.add_paragraph(heading.text, style=f"Heading {heading.level}")
    paragraph.paragraph_format.left_indent = INDENT


def _add_text(made: Docx, runs: tuple[Run, ...]) -> None:
    paragraph = made.add_paragraph()
    for part in runs:
        run = paragraph.add_run(part.text)
        run.bold = part.bold or None
        run.italic = (not isinstance(part, Figure) and part.italic) or None
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = INDENT


def _add_table(made: Docx, table: Table, width_mm: int) -> None:
    if table.caption:
        caption = centred(made, table.caption, 12, bold=True)
        caption.paragraph_format.keep_with_next = True
    rows = 1 + bool(table.rows) + bool(table.total)
    grid = made.add_table(rows=rows, cols=len(table.columns), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    weights = sum(column.width for column in table.columns)
    set_widths(grid, [Mm(width_mm * column.width / weights) for column in table.columns])
    repeat_as_header(grid.rows[0])
    for row in grid.rows:
        keep_row_whole(row)
    titles = tuple(column.title for column in table.columns)
    _fill_row(grid.rows[0], titles, table.columns, head=True, bold=False)
    if table.total:
        _fill_row(grid.rows[-1], table.total, table.columns, head=False, bold=True)
    if table.rows:
        _fill_row(grid.rows[1], table.rows[0], table.columns, head=False, bold=False)
        _repeat_row(grid.rows[1], table.rows[1:])
    _add_note(made, table.note)


def _repeat_row(row: _Row, lines: Iterable[tuple[Cell, ...]]) -> None:
    """More rows shaped like one: a copy costs a small part of building every cell anew."""
    shape = last = row._tr  # noqa: SLF001 - the element itself is what is copied
    for line in lines:
        fresh = deepcopy(shape)
        for run, content in zip(fresh.iter(qn("w:r")), line, strict=True):
            run.text = breakable(content)
        last.addnext(fresh)
        last = fresh


def _fill_row(
    row: _Row, line: tuple[Cell, ...], columns: tuple[Column, ...], *, head: bool, bold: bool
) -> None:
    for cell, content, column in zip(row.cells, line, columns, strict=True):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(breakable(content))
        run.font.size = Pt(12)
        run.bold = head or bold or None
        paragraph.alignment = ALIGNMENTS["center" if head else column.align]
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.space_before = Pt(2)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _add_note(made: Docx, note: str) -> None:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(note)
    run.italic, run.font.size = True, Pt(11)


def _add_chart(made: Docx, chart: Chart) -> None:
    width = TEXT_WIDTH_MM - 2
    png = chart_png(chart.option, width_mm=width, height_mm=chart.height_mm)
    paragraph = made.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(width))
    describe_picture(picture, chart.alt)
    centred(made, chart.caption, 12, italic=True)


def _add_annex_head(made: Docx, document: Document, annex: Annex, width_mm: int) -> None:
    centred(made, annex.label, 14, bold=True)
    centred(made, annex.title, 14, bold=True)
    source = f"(Kèm theo văn bản số {full_symbol(document)} của {document.agency})"
    centred(made, source, 14, italic=True)
    rule(made, width_mm, 30)
