"""The public surface: describe a document, render it as docx or pdf, issue it, cite legal texts."""

from __future__ import annotations

from binhyen.engines.documents import store
from binhyen.engines.documents.commands.issuing import issue
from binhyen.engines.documents.commands.loading import load_legal_texts
from binhyen.engines.documents.entries import DocumentKindEntry
from binhyen.engines.documents.models import Clause, IssuedDocument, LegalText
from binhyen.engines.documents.queries.issued import (
    issued_content,
    issued_document,
    issued_documents,
)
from binhyen.engines.documents.queries.kinds import document_kinds
from binhyen.engines.documents.queries.legal_texts import legal_text, legal_texts
from binhyen.engines.documents.rendering import (
    chart_png,
    chart_svg,
    render_docx,
    render_pages,
    render_pdf,
)
from binhyen.engines.documents.rules import as_preview, distinct_figures, parse_symbol
from binhyen.engines.documents.types import (
    Annex,
    Block,
    BulletList,
    Cell,
    Chart,
    Column,
    Document,
    Drafting,
    Figure,
    Heading,
    LoadedTexts,
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

keep_file, kept_file = store.put, store.get

__all__ = [
    "Annex",
    "Block",
    "BulletList",
    "Cell",
    "Chart",
    "Clause",
    "Column",
    "Document",
    "DocumentKindEntry",
    "Drafting",
    "Figure",
    "Heading",
    "IssuedDocument",
    "LegalText",
    "LoadedTexts",
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
    "document_kinds",
    "issue",
    "issued_content",
    "issued_document",
    "issued_documents",
    "keep_file",
    "kept_file",
    "legal_text",
    "legal_texts",
    "load_legal_texts",
    "paragraph",
    "parse_symbol",
    "render_docx",
    "render_pages",
    "render_pdf",
]
