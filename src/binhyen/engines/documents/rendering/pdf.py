"""The document as PDF/A-2b: ready to sign, the same bytes for the same description."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from binhyen.engines.documents.rendering.charts import chart_svg
from binhyen.engines.documents.rendering.fonts import STAND_INS, fonts, unprintable
from binhyen.engines.documents.rules import (
    MOTTO,
    NATIONAL_NAME,
    annex_sections,
    body_sections,
    breakable,
    full_symbol,
    is_letter,
    kept_together,
    place_and_date,
    signature_lines,
    signer_name,
)
from binhyen.engines.documents.types import (
    Annex,
    Block,
    BulletList,
    Chart,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Section,
    Table,
)
from binhyen.kernel.errors import N_, Invalid

TEMPLATE = Path(__file__).with_name("document.typ")
PICTURE_PPI = 100

Plain = dict[str, Any]


def render_pdf(document: Document) -> bytes:
    """Typeset as PDF/A-2b with every font embedded.

    Raises:
        Invalid: a letter has no shape in the document font, a chart cannot be drawn, or set-up has not run.
    """
    issued = document.issued_on
    made = _compiler().compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="a-2b",
        sys_inputs={"document": _as_json(document)},
        timestamp=datetime(issued.year, issued.month, issued.day, tzinfo=UTC),
    )
    return b"".join(_files(made))


def render_pages(document: Document, *, ppi: float = PICTURE_PPI) -> list[bytes]:
    """Every page as a PNG picture, as the screen previews it.

    Raises:
        Invalid: as `render_pdf`.
    """
    made = _compiler().compile(
        TEMPLATE.read_bytes(), format="png", ppi=ppi, sys_inputs={"document": _as_json(document)}
    )
    return _files(made)


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=fonts(), ignore_system_fonts=True)


def _files(made: bytes | list[bytes] | None) -> list[bytes]:
    """One file comes as itself, several as a list; nothing only when it was written to disk."""
    return made if isinstance(made, list) else [made or b""]


def _as_json(document: Document) -> str:
    text = json.dumps(_plain(document), ensure_ascii=False)
    printed = text.translate(STAND_INS)
    if strange := unprintable(printed):
        raise Invalid(
            N_("Phông chữ văn bản không có chữ “{letters}”; hãy viết cách khác."),
            code="letters-not-in-font",
            letters=" ".join(strange),
        )
    return printed


def _plain(document: Document) -> Plain:
    return {
        "national_name": NATIONAL_NAME,
        "motto": MOTTO,
        "agency_parent": kept_together(document.agency_parent),
        "agency": kept_together(document.agency),
        "symbol": full_symbol(document),
        "place_and_date": place_and_date(document.place, document.issued_on),
        "date": document.issued_on.timetuple()[:3],
        "is_letter": is_letter(document),
        "kind": document.kind,
        "subject": document.subject,
        "body": [_section(section) for section in body_sections(document)],
        "annexes": [_section(section) for section in annex_sections(document)],
        "signature": signature_lines(document.signer),
        "signer": signer_name(document.signer),
        "recipients": document.recipients,
        "notice": document.notice,
        "watermark": document.watermark,
    }


def _section(section: Section) -> Plain:
    return {
        "landscape": section.landscape,
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> Plain:  # noqa: PLR0911 - one line for each kind of block
    match block:
        case Heading(level, text):
            return {"is": "heading", "level": level, "text": text}
        case Paragraph(runs):
            return {"is": "paragraph", "runs": list(_runs(runs))}
        case BulletList(items):
            return {"is": "list", "items": [list(_runs(item)) for item in items]}
        case Table():
            return _table(block)
        case Chart():
            svg = chart_svg(block.option, height_mm=block.height_mm)
            return {"is": "chart", "svg": svg, "caption": block.caption, "alt": block.alt}
        case PageBreak():
            return {"is": "break"}
        case Annex(label, title):
            return {"is": "annex", "label": label, "title": title}


def _runs(runs: tuple[Run, ...]) -> Iterator[Plain]:
    for run in runs:
        italic = not isinstance(run, Figure) and run.italic
        yield {"text": run.text, "bold": run.bold, "italic": italic}


def _table(table: Table) -> Plain:
    return {
        "is": "table",
        "caption": table.caption,
        "titles": [column.title for column in table.columns],
        "widths": [column.width for column in table.columns],
        "aligns": [column.align for column in table.columns],
        "rows": [[breakable(cell) for cell in row] for row in table.rows],
        "total": [breakable(cell) for cell in table.total or ()],
        "note": table.note,
    }
