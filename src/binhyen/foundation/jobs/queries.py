"""Which jobs an actor sees: their own; whoever manages jobs sees all."""

from __future__ import annotations

from django.db.models import QuerySet

from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.jobs.models import Job
from binhyen.kernel.errors import N_, NotFound


def jobs(actor: Actor) -> QuerySet[Job]:
    """The actor's own jobs, newest first; jobs asked through a token belong to its account."""
    if allows(actor, "jobs.manage"):
        return Job.objects.all()
    if actor.id is None:
        return Job.objects.none()
    return Job.objects.filter(actor_kind__in=("person", "token"), actor_id=actor.id)


def job_of(actor: Actor, job_id: int) -> Job:
    """One of the actor's jobs.

    Raises:
        NotFound: no such job, or it is someone else's.
    """
    found = jobs(actor).filter(pk=job_id).first()
    if found is None:
        raise NotFound(N_("Không có việc nền số {number} của bạn."), number=job_id)
    return found
