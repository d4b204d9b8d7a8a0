"""The public surface: describe a document, render it as docx or pdf, issue it, cite legal texts."""

from __future__ import annotations

from binhyen.engines.documents.rendering.charts import chart_png, chart_svg
from binhyen.engines.documents.rendering.docx import render_docx
from binhyen.engines.documents.rendering.pdf import render_pages, render_pdf
from binhyen.engines.documents.rules import as_preview, distinct_figures, parse_symbol
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
    Signer,
    Symbol,
    Table,
    Text,
    bullets,
    paragraph,
)

__all__ = [
    "Annex",
    "Block",
    "BulletList",
    "Cell",
    "Chart",
    "Column",
    "Document",
    "Figure",
    "Heading",
    "PageBreak",
    "Paragraph",
    "Run",
    "Signer",
    "Symbol",
    "Table",
    "Text",
    "as_preview",
    "bullets",
    "chart_png",
    "chart_svg",
    "distinct_figures",
    "paragraph",
    "parse_symbol",
    "render_docx",
    "render_pages",
    "render_pdf",
]
