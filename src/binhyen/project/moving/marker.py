"""The note a move leaves in the home: the SQLite file left behind is history, and nobody goes on in it unawares."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict

KEPT = "journal.head.sqlite"


def keep_anchor() -> None:
    """Put a copy of the journal's anchor aside: it goes on with the target, and whoever comes back needs the old one."""
    anchor = Path(settings.BINHYEN_HOME) / "journal.head"
    if anchor.exists():
        shutil.copyfile(anchor, anchor.with_name(KEPT))


def leave(target: str) -> None:
    """Say where the installation lives now."""
    draft = _path().with_suffix(".new")
    at = clock.now().isoformat(timespec="seconds")
    draft.write_text(json.dumps({"to": target, "at": at}), encoding="utf-8")
    draft.replace(_path())


def refuse_moved() -> None:
    """Refuse to go on with the database that was left behind.

    Raises:
        Conflict: naming where it went, and how to come back on purpose.
    """
    if connection.vendor == "sqlite" and _path().exists():
        left = json.loads(_path().read_text(encoding="utf-8"))
        raise Conflict(
            N_(
                "Bản cài này đã chuyển sang PostgreSQL {to} ({at}); hãy đặt BINHYEN_DATABASE_URL. Nếu thật sự "
                "muốn quay lại bản SQLite cũ, hãy xóa tệp {path} và đổi tên {kept} thành journal.head."
            ),
            to=left["to"],
            at=left["at"],
            path=str(_path()),
            kept=KEPT,
        )


def _path() -> Path:
    return Path(settings.BINHYEN_HOME) / "moved.json"
