"""From a description to files and pictures.

The libraries behind are heavy, and most commands and pages never render anything: each is imported
by the first call that needs it.
"""

from __future__ import annotations

from typing import Any

from binhyen.engines.documents.types import Document


def render_docx(document: Document) -> bytes:
    """The document as .docx; see `rendering.docx`."""
    from .docx import render_docx as render  # noqa: PLC0415

    return render(document)


def render_pdf(document: Document) -> bytes:
    """The document as PDF/A; see `rendering.pdf`."""
    from .pdf import render_pdf as render  # noqa: PLC0415

    return render(document)


def render_pages(document: Document, **options: Any) -> list[bytes]:
    """A PNG per page; see `rendering.pdf`."""
    from .pdf import render_pages as render  # noqa: PLC0415

    return list(render(document, **options))


def chart_svg(option: Any, **size: Any) -> str:
    """A chart as SVG; see `rendering.charts`."""
    from .charts import chart_svg as draw  # noqa: PLC0415

    return draw(option, **size)


def chart_png(option: Any, **size: Any) -> bytes:
    """A chart as PNG; see `rendering.charts`."""
    from .charts import chart_png as draw  # noqa: PLC0415

    return draw(option, **size)
