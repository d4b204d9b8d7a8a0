"""The document as an editable .docx in the frame of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import IO

import docx
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section as DocxSection
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from binhyen.engines.documents.rendering.docx_blocks import add_block
from binhyen.engines.documents.rendering.docx_frame import add_head, add_signature, add_title
from binhyen.engines.documents.rendering.docx_parts import (
    add_page_number,
    add_watermark,
    draw_box,
    set_font,
    without_times,
)
from binhyen.engines.documents.rules import annex_sections, body_sections
from binhyen.engines.documents.types import Annex, Document, PageBreak, Section

PAPER = (Mm(210), Mm(297))
MARGINS = {
    "top_margin": Mm(20),
    "bottom_margin": Mm(20),
    "left_margin": Mm(30),
    "right_margin": Mm(18),
}
TURNED_MARGINS = {
    "top_margin": Mm(25),
    "bottom_margin": Mm(18),
    "left_margin": Mm(20),
    "right_margin": Mm(20),
}
HEADING_STYLES = (("Heading 1", False), ("Heading 2", False), ("Heading 3", True))


def render_docx(document: Document) -> bytes:
    """Write a .docx in Times New Roman that an officer can go on editing; equal documents give equal bytes.

    Raises:
        Invalid: a chart cannot be drawn, or set-up has not run.
    """
    made = docx.Document()
    _set_styles(made)
    _set_page(made.sections[0], landscape=False)
    _set_headers(made.sections[0], document)
    add_head(made, document)
    add_title(made, document)
    _add_sections(made, document, body_sections(document))
    _make_upright(made)
    add_signature(made, document)
    _add_sections(made, document, annex_sections(document))
    _set_properties(made, document)
    return _written(made.save)


def _set_styles(made: Docx) -> None:
    normal = made.styles["Normal"]
    set_font(normal)
    normal.font.size = Pt(14)
    normal.paragraph_format.space_after = Pt(6)
    for name, italic in HEADING_STYLES:
        style = made.styles[name]
        set_font(style)
        style.font.size = Pt(14)
        style.font.bold, style.font.italic = True, italic
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(6)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True


def _set_page(section: DocxSection, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = reversed(PAPER) if landscape else PAPER
    for name, size in (TURNED_MARGINS if landscape else MARGINS).items():
        setattr(section, name, size)
    section.header_distance = Mm(7)
    section.footer_distance = Mm(8)


def _set_headers(section: DocxSection, document: Document) -> None:
    # The first page bears no number, so it has a header of its own.
    section.different_first_page_header_footer = True
    for header, name in ((section.first_page_header, "first"), (section.header, "next")):
        place = header.paragraphs[0]
        if document.notice:
            _write_notice(place, document.notice)
            place = header.add_paragraph()
        place.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if name == "next":
            add_page_number(place)
        if document.watermark:
            add_watermark(place, document.watermark, f"watermark-{name}")


def _write_notice(paragraph: Line, notice: str) -> None:
    run = paragraph.add_run(notice)
    run.bold, run.font.size = True, Pt(9)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(2)
    draw_box(paragraph)


def _add_sections(made: Docx, document: Document, sections: tuple[Section, ...]) -> None:
    for section in sections:
        is_new_page = _turn(made, landscape=section.landscape)
        for place, block in enumerate(section.blocks):
            starts_page = isinstance(block, Annex | PageBreak) and not (is_new_page and place == 0)
            if starts_page:
                _break_page(made)
            add_block(made, document, block, landscape=section.landscape)


def _turn(made: Docx, *, landscape: bool) -> bool:
    """Begin a section when the paper direction changes; whether a new page began."""
    last = made.sections[-1]
    if (last.orientation == WD_ORIENT.LANDSCAPE) == landscape:
        return False
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    _set_page(section, landscape=landscape)
    return True


def _make_upright(made: Docx) -> None:
    if not _turn(made, landscape=False) and made.paragraphs:
        # A signature never stands alone on a page: the last paragraph goes with it.
        made.paragraphs[-1].paragraph_format.keep_with_next = True


def _break_page(made: Docx) -> None:
    paragraph = made.add_paragraph()
    layout = paragraph.paragraph_format
    # A line of its own, but nearly without height.
    layout.page_break_before, layout.space_after, layout.line_spacing = True, Pt(0), Pt(1)


def _set_properties(made: Docx, document: Document) -> None:
    properties = made.core_properties
    issued = document.issued_on
    instant = datetime(issued.year, issued.month, issued.day)  # noqa: DTZ001 - the format knows no zone
    properties.created = properties.modified = instant
    properties.title = f"{document.kind} {document.subject}".strip()
    properties.author = properties.last_modified_by = document.agency
    properties.language = "vi-VN"
    properties.comments = document.notice


def _written(write: Callable[[IO[bytes]], None]) -> bytes:
    stream = io.BytesIO()
    write(stream)
    return without_times(stream.getvalue())
