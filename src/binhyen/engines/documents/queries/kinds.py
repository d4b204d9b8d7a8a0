"""The catalogue's kinds of documents."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from binhyen.engines.documents.entries import DocumentKindEntry
from binhyen.kernel.yamlfile import load_entries


def document_kinds() -> tuple[DocumentKindEntry, ...]:
    """Every kind of the installation's catalogue: the Party's, the law's, the state's, in the order written.

    Raises:
        Invalid: a file breaks its shape; the rows name file and line.
    """
    return _read(Path(settings.BINHYEN_CATALOGUE))


@cache
def _read(catalogue: Path) -> tuple[DocumentKindEntry, ...]:
    return tuple(load_entries(catalogue / "document_kinds", DocumentKindEntry))
