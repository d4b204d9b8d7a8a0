"""The newest journal hash kept outside the database, so that a cut-off tail is noticed too."""

from __future__ import annotations

import fcntl
import json
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def path() -> Path:
    """Where this installation keeps its anchor."""
    return Path(settings.BINHYEN_HOME) / "journal.head"


def advance(seq: int, digest: str) -> None:
    """Remember the newest row; an older one never replaces a newer."""
    target = path()
    with target.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = read()
        if known is None or known[0] < seq:
            draft = target.with_suffix(".new")
            draft.write_text(json.dumps({"seq": seq, "hash": digest}), encoding="ascii")
            draft.replace(target)


def read() -> tuple[int, str] | None:
    """The remembered row as (seq, hash); None when nothing was ever written."""
    with suppress(FileNotFoundError):
        stored = json.loads(path().read_text(encoding="ascii"))
        return int(stored["seq"]), str(stored["hash"])
    return None
