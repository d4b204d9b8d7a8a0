"""The public surface of jobs."""

from __future__ import annotations

from binhyen.foundation.jobs.commands import stop
from binhyen.foundation.jobs.models import Job
from binhyen.foundation.jobs.queries import job_of, jobs
from binhyen.foundation.jobs.registry import discover, enqueue, job
from binhyen.foundation.jobs.scheduling import every_day, start_due
from binhyen.foundation.jobs.types import JobStopped, Progress
from binhyen.foundation.jobs.worker import work

__all__ = [
    "Job",
    "JobStopped",
    "Progress",
    "discover",
    "enqueue",
    "every_day",
    "job",
    "job_of",
    "jobs",
    "start_due",
    "stop",
    "work",
]
