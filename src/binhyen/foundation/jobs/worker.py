"""The worker: takes one job after another, runs it with the rights of whoever asked, writes down what became of it."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import close_old_connections

from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import request_key
from binhyen.foundation.jobs import commands, liveness
from binhyen.foundation.jobs.models import Job
from binhyen.foundation.jobs.registry import kind
from binhyen.foundation.jobs.reporting import Reporter
from binhyen.foundation.jobs.rights import acting_for, refuse_unless_still_allowed
from binhyen.foundation.jobs.scheduling import start_due
from binhyen.foundation.jobs.types import JobStopped
from binhyen.kernel.errors import N_, DomainError

IDLE_SECONDS = 1.0
# How often a waiting worker looks whether daily work is due.
LOOK_SECONDS = 20.0
UNFORESEEN = N_("Lỗi ngoài dự kiến: {fault}. Hãy báo quản trị hệ thống kèm số việc {number}.")

log = logging.getLogger(__name__)


def work(*, once: bool = False, beside: int | None = None, beat: bool | None = None) -> int:
    """Run queued jobs, oldest first; returns how many were run.

    Args:
        once: end when nothing is queued; otherwise wait for more until told to end (SIGTERM, SIGINT).
        beside: a process beside which the worker lives: it ends when that one is no longer its parent.
        beat: whether a thread of its own reports progress; by default unless `once`. A test that runs jobs inside
            its own transaction leaves it out, because no other connection sees into that.
    """
    ending = threading.Event()
    with liveness.living() as worker, _told_to_end(ending):
        must_end = _ending(ending, beside)
        reporting = not once if beat is None else beat
        count, looked = 0, float("-inf")
        while not must_end():
            _free_jobs_of_the_dead()
            if not once and time.monotonic() - looked > LOOK_SECONDS:
                looked = time.monotonic()
                start_due()
            found = commands.claim(worker)
            if found is not None:
                _run(found, worker, must_end, beat=reporting)
                count += 1
            elif once:
                break
            else:
                close_old_connections()
                ending.wait(IDLE_SECONDS)
    return count


def _run(job: Job, worker: str, must_end: Any, *, beat: bool) -> None:
    key = request_key.set(f"job-{job.pk}")
    try:
        with Reporter(job.pk, worker, ending=must_end, beside=beat) as progress:
            end = _outcome(job, progress)
        if end["state"] == Job.State.STOPPED and must_end():
            commands.give_back(job.pk, worker)
        else:
            if end["state"] == Job.State.DONE:
                commands.beat(job.pk, worker, stage="", **_whole(progress))
            commands.finish(Actor.system(), job_id=job.pk, worker=worker, **end)
    finally:
        request_key.reset(key)


def _outcome(job: Job, progress: Reporter) -> dict[str, Any]:
    """What became of the job, as the fields of its end."""
    try:
        known = kind(job.code)
        actor = acting_for(job)
        refuse_unless_still_allowed(job, known, actor)
        result = known.work(actor, progress, **job.arguments)
    except JobStopped:
        return {"state": Job.State.STOPPED}
    except DomainError as refusal:
        rows = [str(row) for row in refusal.rows]
        return {"state": Job.State.FAILED, "error": "\n".join([str(refusal), *rows])}
    except Exception as fault:  # noqa: BLE001 - a job's fault must not take its worker down
        log.error("job %s (%s) failed:\n%s", job.pk, job.code, traceback.format_exc())  # noqa: TRY400
        told = UNFORESEEN.format(fault=f"{type(fault).__name__}: {fault}", number=job.pk)
        return {"state": Job.State.FAILED, "error": told}
    return {"state": Job.State.DONE, "result": result}


def _whole(progress: Reporter) -> dict[str, int]:
    total = progress.last["total"]
    return {"done": total, "total": total}


def _free_jobs_of_the_dead() -> None:
    dead, alive = liveness.census()
    commands.reap(dead, alive)
    liveness.bury(dead)


def _ending(ending: threading.Event, beside: int | None) -> Any:
    def must_end() -> bool:
        if beside is not None and os.getppid() != beside:
            ending.set()
        return ending.is_set()

    return must_end


@contextmanager
def _told_to_end(ending: threading.Event) -> Iterator[None]:
    """Turn SIGTERM and SIGINT into the event; outside the main thread signals cannot be heard."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    for one in before:
        signal.signal(one, lambda *_heard: ending.set())
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
