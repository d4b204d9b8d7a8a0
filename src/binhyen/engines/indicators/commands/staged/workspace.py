"""A place of its own for one import: a DuckDB file that spills to disk and is gone afterwards."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from django.conf import settings
from django.db import DatabaseError

from binhyen.kernel.errors import N_, DomainError

MEMORY = "384MB"
THREADS = 2
_FULL = ("no space left", "disk is full", "could not extend file", "file too large")
_FULL_CODES = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

Work = duckdb.DuckDBPyConnection


@contextmanager
def workspace() -> Iterator[tuple[Work, Path]]:
    """A connection for joining and sorting beyond memory, and a folder; both vanish with the block.

    Raises:
        DomainError: the disk is full; nothing was written.
    """
    home = Path(settings.BINHYEN_HOME) / "imports"
    with _clear_when_full():
        home.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="import-", dir=home))
        try:
            opened = duckdb.connect(
                str(folder / "rows.duckdb"),
                config={
                    "threads": THREADS,
                    "memory_limit": MEMORY,
                    "temp_directory": str(folder / "spill"),
                    "preserve_insertion_order": False,
                },
            )
            try:
                yield opened, folder
            finally:
                opened.close()
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _clear_when_full() -> Iterator[None]:
    """Say in plain words that there is no room; every other fault passes."""
    try:
        yield
    except (OSError, duckdb.Error, DatabaseError) as error:
        if not _is_full(error):
            raise
        raise DomainError(
            N_(
                "Ổ đĩa đã đầy: chưa ghi gì vào số liệu. Hãy giải phóng dung lượng ở thư mục {home} rồi nạp lại."
            ),
            kind="disk-full",
            home=str(settings.BINHYEN_HOME),
        ) from error


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in _FULL_CODES:
        return True
    words = str(error).casefold()
    return any(sign in words for sign in _FULL)
