"""Files that prove a result: kept once under their hash, named at the step that brought them."""

from __future__ import annotations

from collections.abc import Sequence

from binhyen.engines.documents.api import keep_file
from binhyen.engines.tasks.models import TaskFile, TaskStep
from binhyen.engines.tasks.types import NewFile
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.text import clean_text

MOST_FILES, MOST_BYTES = 10, 10 * 1024 * 1024
SIGNS = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "application/zip": b"PK\x03\x04",  # docx and xlsx too
}


def keep_evidence(step: TaskStep, files: Sequence[NewFile]) -> list[TaskFile]:
    """Keep the files of a step; none is kept unless all can be.

    Raises:
        Invalid: too many, empty, too large, or neither PDF, JPEG, PNG, DOCX nor XLSX by its first bytes.
    """
    if len(files) > MOST_FILES:
        raise Invalid(N_("Mỗi lần nộp tối đa {most} tệp minh chứng."), most=MOST_FILES)
    named = [(clean_text(one.name, 200), checked_file(one), one.content) for one in files]
    return TaskFile.objects.bulk_create(
        TaskFile(
            step=step, name=name, sha256=keep_file(content), size=len(content), media_type=kind
        )
        for name, kind, content in named
    )


def checked_file(file: NewFile) -> str:
    """The kind of a file by its first bytes.

    Raises:
        Invalid: empty, too large, or neither PDF, JPEG, PNG, DOCX nor XLSX.
    """
    size = len(file.content)
    if not 0 < size <= MOST_BYTES:
        raise Invalid(
            N_("Tệp “{name}” dài {size} byte; nhận từ 1 byte đến {most} byte."),
            name=file.name[:80],
            size=size,
            most=MOST_BYTES,
        )
    found = next((kind for kind, sign in SIGNS.items() if file.content.startswith(sign)), None)
    if found is None:
        raise Invalid(
            N_("Tệp “{name}” không phải PDF, JPEG, PNG, DOCX hay XLSX."), name=file.name[:80]
        )
    return found
