"""Which workers are alive: each holds a lock on a file of its own, and the system lets go of it when the worker dies.

A killed worker is thus known at once, and one busy in a long transaction is never taken for dead. Workers of another
machine have no file here; they are judged by their heartbeat.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings


@contextmanager
def living() -> Iterator[str]:
    """Be a living worker inside the block; yields its name."""
    name = str(uuid4())
    path = _folder() / f"{name}.lock"
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        try:
            yield name
        finally:
            path.unlink(missing_ok=True)


def census() -> tuple[list[str], list[str]]:
    """Names of this machine's dead and living workers, as far as they left a file."""
    dead: list[str] = []
    alive: list[str] = []
    for path in _folder().glob("*.lock"):
        (dead if _is_free(path) else alive).append(path.stem)
    return dead, alive


def bury(names: list[str]) -> None:
    """Remove the files of dead workers whose jobs were taken from them."""
    for name in names:
        (_folder() / f"{name}.lock").unlink(missing_ok=True)


def _is_free(path: Path) -> bool:
    try:
        with path.open("r+") as probe:
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except FileNotFoundError:
        # It ended properly between our listing and our look, and gave its job back.
        return True
    return True


def _folder() -> Path:
    folder = Path(settings.BINHYEN_HOME) / "workers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
