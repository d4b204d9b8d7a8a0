"""Worker processes that each solve one province after another; one that dies costs its province and is replaced."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from binhyen.features.staffing.country.types import Asked

# The solver's libraries start as many threads as there are cores; two workers would then fight over them.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
LOOK_SECONDS = 1.0


@dataclass(slots=True)
class Worker:
    """A living worker and the province in its hands, if any."""

    number: int
    process: BaseProcess
    pipe: Connection
    folder: Path | None = None
    is_dead: bool = False

    def took(self, folder: Path) -> bool:
        """Hand it a province; False when it is no longer there to take it."""
        self.folder = folder
        try:
            self.pipe.send(folder)
        except OSError:
            return False
        return True

    def end(self) -> None:
        """End it now, whatever it is doing."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()


def start(number: int, out: Path, asked: Asked) -> Worker:
    """A fresh interpreter, not a fork: the caller may have threads, a database and solver libraries of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, out, asked, number), daemon=True)
    with _single_threaded():
        process.start()
    theirs.close()
    return Worker(number, process, ours)


def _serve(pipe: Connection, out: Path, asked: Asked, number: int) -> None:
    """The worker's life: until the pipe closes, or its parent is gone."""
    from binhyen.features.staffing.country.province import answer  # noqa: PLC0415 - in the child only

    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    while True:
        try:
            folder = pipe.recv()
            pipe.send(answer(folder, out / folder.name, asked, number))
        except (EOFError, OSError):
            return


def _end_with(parent: int) -> None:
    """A killed parent cannot tell its workers; they look."""
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


@contextmanager
def _single_threaded() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
