"""How a running job is heard: what it tells is kept in memory and written by a beat beside it.

The beat has a connection of its own, so progress is seen while the job is inside a transaction, and telling it in a
tight loop costs nothing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from django.db import DatabaseError, connection

from binhyen.foundation.jobs import commands
from binhyen.foundation.jobs.types import JobStopped

BEAT_SECONDS = 1.0

log = logging.getLogger(__name__)


class Reporter:
    """The `progress` of one running job, and its beat while used as a context."""

    def __init__(
        self, job_id: int, worker: str, *, ending: Callable[[], bool], beside: bool
    ) -> None:
        """Prepare to report.

        Args:
            job_id: the running job.
            worker: who runs it.
            ending: whether the worker must end.
            beside: True beats from a thread; False writes where the job tells, for a job run inside a test.
        """
        self._job_id, self._worker, self._ending = job_id, worker, ending
        self._seen = {"done": 0, "total": 0}
        self._stage = ""
        self._unwanted = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True) if beside else None

    def __call__(self, done: int, total: int, stage: str = "") -> None:
        self._seen = {"done": max(0, done), "total": max(0, total)}
        self._stage = stage or self._stage
        if self._thread is None:
            self._write()
        if self._unwanted or self._ending():
            raise JobStopped

    def __enter__(self) -> Self:
        if self._thread is not None:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    @property
    def last(self) -> dict[str, int]:
        """The last steps told: done and total."""
        return self._seen

    def _beat(self) -> None:
        try:
            while not self._over.wait(BEAT_SECONDS):
                try:
                    self._write()
                except DatabaseError as fault:
                    # A busy or restarting database costs a beat, not the job.
                    log.warning("job %s: beat not written: %s", self._job_id, fault)
                    connection.close()
        finally:
            connection.close()

    def _write(self) -> None:
        wanted = commands.beat(self._job_id, self._worker, stage=self._stage, **self._seen)
        self._unwanted = self._unwanted or not wanted
