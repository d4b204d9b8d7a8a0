"""The only writer of jobs. What a person decides or learns is journalled; a heartbeat is not."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q

from binhyen.foundation.access.api import Actor, Grant
from binhyen.foundation.commands.api import command, note
from binhyen.foundation.jobs.models import Job, Schedule
from binhyen.foundation.jobs.queries import job_of
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid

LEASE = timedelta(minutes=2)
"""A worker of another machine that was silent for so long is taken for dead."""
MOST_ATTEMPTS = 3
"""Work that took its worker down so often would only do it again."""

BROKEN_OFF = N_("Tiến trình xử lý bị ngắt {count} lần khi đang làm; hãy báo quản trị hệ thống.")


def queue(actor: Actor, *, code: str, label: str, arguments: dict[str, Any]) -> Job:
    """Put work into the queue; called by the command that `@job` makes.

    Raises:
        Invalid: an argument that cannot be kept as JSON.
    """
    try:
        kept = json.loads(json.dumps(arguments))
    except TypeError as fault:
        raise Invalid(
            N_("Tham số của việc nền phải là JSON: {fault}."), fault=str(fault)
        ) from fault
    made = Job.objects.create(
        code=code,
        label=label,
        arguments=kept,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name[:200],
        grants=[
            asdict(grant) | {"permissions": sorted(grant.permissions)} for grant in actor.grants
        ],
        asked_at=clock.now(),
    )
    note("jobs.job", made.pk, after={"code": code})
    return made


def stop(actor: Actor, job_id: int) -> Job:
    """Have a job stop: at once while it waits, at its next step while it runs.

    Raises:
        NotFound: no such job, or it is someone else's.
        Conflict: it has ended already.
    """
    found = job_of(actor, job_id)
    # Whoever asked may also give up, whatever roles they hold by now.
    owner = Grant("owner", frozenset({"jobs.manage"}))
    return _stop(replace(actor, grants=(*actor.grants, owner)), job_id=found.pk)


@command("jobs.stop", "Dừng việc nền", needs="jobs.manage")
def _stop(actor: Actor, *, job_id: int) -> Job:
    now = clock.now()
    waiting = Job.objects.filter(pk=job_id, state=Job.State.QUEUED)
    if not waiting.update(state=Job.State.STOPPED, stop_asked_at=now, finished_at=now):
        running = Job.objects.filter(pk=job_id, state=Job.State.RUNNING)
        if not running.update(stop_asked_at=now):
            raise Conflict(N_("Việc này đã kết thúc, không còn gì để dừng."))
    found = Job.objects.get(pk=job_id)
    note("jobs.job", job_id, after={"state": found.state, "stop_asked_at": now})
    return found


@command("jobs.finish", "Kết thúc việc nền", needs="jobs.manage")
def finish(
    actor: Actor, *, job_id: int, worker: str, state: str, result: Any = None, error: str = ""
) -> bool:
    """Write down what became of a running job; False when it is no longer this worker's."""
    changed = Job.objects.filter(pk=job_id, state=Job.State.RUNNING, worker=worker).update(
        state=state, result=result, error=error, finished_at=clock.now(), heartbeat_at=clock.now()
    )
    note("jobs.job", job_id, after={"state": state, "error": error}, kept=bool(changed))
    return bool(changed)


def claim(worker: str) -> Job | None:
    """Take the oldest waiting job; None when nothing waits.

    Two workers may pick the same row, but only one changes it from queued to running: the loser's update finds no
    queued row any more, on SQLite (one writer) as on PostgreSQL (which looks at the row again after waiting).
    """
    while True:
        waiting = Job.objects.filter(state=Job.State.QUEUED).order_by("pk")
        picked = waiting.values_list("pk", flat=True).first()
        if picked is None:
            return None
        now = clock.now()
        if Job.objects.filter(pk=picked, state=Job.State.QUEUED).update(
            state=Job.State.RUNNING,
            worker=worker,
            attempts=F("attempts") + 1,
            started_at=now,
            heartbeat_at=now,
            done=0,
            total=0,
            stage="",
        ):
            return Job.objects.get(pk=picked)


def beat(job_id: int, worker: str, *, done: int, total: int, stage: str) -> bool:
    """Tell that the job is alive and where it stands; False when it must stop or is someone else's."""
    mine = Job.objects.filter(pk=job_id, state=Job.State.RUNNING, worker=worker)
    mine.update(heartbeat_at=clock.now(), done=done, total=total, stage=stage[:200])
    return mine.filter(stop_asked_at=None).exists()


def give_back(job_id: int, worker: str) -> None:
    """Put a job back into the queue because its worker must end; this was no attempt."""
    Job.objects.filter(pk=job_id, state=Job.State.RUNNING, worker=worker).update(
        state=Job.State.QUEUED, worker="", attempts=F("attempts") - 1
    )


def reap(dead: list[str], alive: list[str]) -> int:
    """Have the jobs of dead workers run again; returns how many were taken from them.

    Args:
        dead: workers known to have ended.
        alive: workers known to run, however silent; all others are judged by their last heartbeat.
    """
    silent = Q(heartbeat_at__lt=clock.now() - LEASE) & ~Q(worker__in=alive)
    left = Job.objects.filter(state=Job.State.RUNNING).filter(Q(worker__in=dead) | silent)
    found = list(left.values_list("pk", "worker", "attempts", "stop_asked_at"))
    for job_id, worker, attempts, stop_asked_at in found:
        _take_from_dead(job_id, worker, attempts, stopping=stop_asked_at is not None)
    return len(found)


def _take_from_dead(job_id: int, worker: str, attempts: int, *, stopping: bool) -> None:
    system = Actor.system()
    if stopping:
        finish(system, job_id=job_id, worker=worker, state=Job.State.STOPPED)
    elif attempts >= MOST_ATTEMPTS:
        error = BROKEN_OFF.format(count=attempts)
        finish(system, job_id=job_id, worker=worker, state=Job.State.FAILED, error=error)
    else:
        mine = Job.objects.filter(pk=job_id, state=Job.State.RUNNING, worker=worker)
        mine.update(state=Job.State.QUEUED, worker="")


def begin_schedule(code: str, due_at: datetime) -> None:
    """Keep when daily work is due for the first time; a row that is there stays."""
    Schedule.objects.get_or_create(code=code, defaults={"due_at": due_at})


def take_due(code: str, next_at: datetime) -> bool:
    """Move due work to its next time; True for the one who moved it, and only they start it."""
    now = clock.now()
    due = Schedule.objects.filter(code=code, due_at__lte=now)
    return bool(due.update(due_at=next_at, started_at=now))
