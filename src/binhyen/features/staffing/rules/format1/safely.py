"""Writing several files so that all are there or none is."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from binhyen.kernel.errors import N_, Invalid


def write_all(texts: Mapping[Path, str]) -> None:
    """Write every text beside its place first, then put all in place.

    Raises:
        Invalid: a folder is missing or may not be written; nothing was changed then.
    """
    begun: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            begun[path] = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            begun[path].write_text(text, encoding="utf-8", newline="")
        for path, beside in begun.items():
            beside.replace(path)
    except OSError as error:
        raise Invalid(
            N_("Không ghi được {path}: {reason}. Kiểm tra thư mục và quyền ghi rồi chạy lại."),
            path=error.filename,
            reason=error.strerror,
        ) from error
    finally:
        for beside in begun.values():
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
