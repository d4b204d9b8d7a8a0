"""The files of a review, written so that nobody ever finds half of one."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from binhyen.engines.documents.api import Document, as_preview, render_docx, render_pdf
from binhyen.features.review.models import ReviewRun
from binhyen.features.review.rules.encoding import document_from

NAMES = {"docx": "report.docx", "pdf": "report.pdf", "json": "figures.json"}


def rendered(run: ReviewRun, kind: str) -> bytes:
    """One file of a run: docx, pdf or json; before it is issued the document says that it is a preview."""
    if kind == "json":
        return figures_json(run.figures)
    document = printable(run)
    return render_docx(document) if kind == "docx" else render_pdf(document)


def printable(run: ReviewRun) -> Document:
    """The stored document; a preview until the run has a number."""
    document = document_from(run.document)
    return document if run.is_issued else as_preview(document)


def figures_json(figures: Any) -> bytes:
    """`figures.json`: a list of every number of the report."""
    return (json.dumps(figures, ensure_ascii=False, indent=1) + "\n").encode()


def write_files(run: ReviewRun, folder: Path) -> dict[str, Path]:
    """Write all files of a run into a folder.

    Everything is rendered and on disk in a folder beside before the first name appears; a folder that does not
    exist yet appears whole.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for kind, name in NAMES.items():
            _write(beside / name, rendered(run, kind))
        _publish(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return {kind: folder / name for kind, name in NAMES.items()}


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _publish(beside: Path, folder: Path) -> None:
    if not folder.exists():
        beside.chmod(0o755)
        beside.rename(folder)
        return
    for name in NAMES.values():
        (beside / name).replace(folder / name)
