"""The seal at the end of a backup: the SHA-256 of all bytes before it, kept in the zip's comment."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from binhyen.kernel.errors import N_, Invalid

LENGTH = 64
PLACE = b"sha256:" + b"0" * LENGTH


def close(path: Path) -> None:
    """Put the seal in its place at the end of a finished file."""
    digest = _digest(path)
    with path.open("r+b") as file:
        file.seek(-LENGTH, 2)
        file.write(digest)


def check(path: Path) -> None:
    """Refuse a file in which any byte differs from when it was sealed.

    Raises:
        Invalid: it was changed, cut short, or is not a backup at all.
    """
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LENGTH))
        found = file.read()
    if not hmac.compare_digest(found, _digest(path)):
        raise Invalid(
            N_("Tệp sao lưu {name} đã bị thay đổi hoặc thiếu; hãy dùng bản sao khác."),
            name=path.name,
        )


def _digest(path: Path) -> bytes:
    left, digest = path.stat().st_size - LENGTH, hashlib.sha256()
    with path.open("rb") as file:
        while left > 0 and (piece := file.read(min(left, 1 << 20))):
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest().encode()
