"""Files of issued documents below BINHYEN_HOME, each under its own SHA-256, so that none can change unseen."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from binhyen.kernel.errors import N_, Conflict, NotFound


def put(content: bytes) -> str:
    """Keep some bytes and return their SHA-256; the file appears whole and on disk, or not at all."""
    digest = sha256(content).hexdigest()
    path = _path(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
    return digest


def get(digest: str) -> bytes:
    """The bytes kept under a SHA-256, checked.

    Raises:
        NotFound: the file is gone.
        Conflict: the file no longer has this SHA-256.
    """
    try:
        content = _path(digest).read_bytes()
    except FileNotFoundError as fault:
        raise NotFound(
            N_("Không còn tệp văn bản {digest}; hãy khôi phục từ bản sao lưu."), digest=digest
        ) from fault
    if sha256(content).hexdigest() != digest:
        raise Conflict(
            N_("Tệp văn bản {digest} đã bị sửa đổi; hãy khôi phục từ bản sao lưu."),
            code="document-altered",
            digest=digest,
        )
    return content


def _path(digest: str) -> Path:
    return Path(settings.BINHYEN_HOME) / "documents" / digest[:2] / digest


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
