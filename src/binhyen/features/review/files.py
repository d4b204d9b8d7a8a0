"""The files of a review, written so that nobody ever finds half of one."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Literal

from binhyen.engines.documents.api import as_preview, issued_content, render_docx, render_pdf
from binhyen.features.review.models import ReviewRun
from binhyen.features.review.rules.encoding import document_from
from binhyen.foundation.access.api import Actor

Kind = Literal["docx", "pdf", "json"]
DRAFT = "DỰ THẢO"
NAMES: dict[Kind, str] = {"docx": "report.docx", "pdf": "report.pdf", "json": "figures.json"}


def rendered(actor: Actor, run: ReviewRun, kind: Kind) -> bytes:
    """One file of a run: a draft is rendered now, an issued report comes byte for byte as it was issued."""
    if kind == "json":
        return figures_json(run.figures)
    if run.issued_id is not None:
        return issued_content(actor, run.issued_id, kind)
    document = as_preview(document_from(run.document), DRAFT)
    return render_docx(document) if kind == "docx" else render_pdf(document)


def figures_json(figures: object) -> bytes:
    """`figures.json`: a list of every number of the report."""
    return (json.dumps(figures, ensure_ascii=False, indent=1) + "\n").encode()


def write_files(actor: Actor, run: ReviewRun, folder: Path) -> dict[Kind, Path]:
    """Write all files of a run into a folder.

    Everything is rendered and on disk in a folder beside before the first name appears; a folder that does not
    exist yet appears whole.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for kind, name in NAMES.items():
            _write(beside / name, rendered(actor, run, kind))
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
