"""Where exchange keeps files while it works: inside the installation, private to it, taken away afterwards."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from binhyen.kernel.errors import N_, Invalid

UPLOAD_LIMIT = 1 << 30
CHUNK = 1 << 20


def folder(name: str) -> Path:
    """A folder of exchange, made when missing."""
    path = Path(settings.BINHYEN_HOME) / "exchange" / name
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@contextmanager
def scratch(ending: str) -> Iterator[Path]:
    """A path for one piece of work; whatever stands there is gone afterwards."""
    path = folder("work") / f"{token_hex(12)}{ending}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def scratch_named(name: str) -> Iterator[Path]:
    """The same under a name of its own, so that refusals call the file what people call it."""
    home = folder("work") / token_hex(12)
    home.mkdir(mode=0o700)
    try:
        yield home / (name.replace("/", "_").replace("\\", "_").replace("\0", "")[:120] or "tep")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def keep(chunks: Iterable[bytes], target: Path) -> tuple[str, int]:
    """Write what comes in, whole or not at all; its digest and size.

    Raises:
        Invalid: more than `UPLOAD_LIMIT` bytes.
    """
    digest, size = hashlib.sha256(), 0
    part = target.with_suffix(".part")
    try:
        with part.open("wb") as handle:
            for chunk in chunks:
                size += len(chunk)
                if size > UPLOAD_LIMIT:
                    raise Invalid(
                        N_("Tệp lớn hơn {limit} MB: hãy chia theo kỳ rồi gửi từng phần."),
                        kind="too-large",
                        limit=UPLOAD_LIMIT >> 20,
                    )
                digest.update(chunk)
                handle.write(chunk)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return digest.hexdigest(), size


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def size_of(path: Path) -> int:
    """Bytes of a file."""
    return os.stat(path).st_size  # noqa: PTH116 - one call, and no other fact is wanted
