"""The daily round of reminders in the background."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from binhyen.engines.tasks import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs.api import Progress, job
from binhyen.kernel import clock
from binhyen.kernel.errors import N_


@job("tasks.remind_all", N_("Nhắc nhiệm vụ đến hạn"), needs="jobs.manage", scope=None)
def remind_all(actor: Actor, progress: Progress) -> dict[str, Any]:
    """A round for today; done twice, nothing is told twice."""
    progress(0, 1, "")
    return asdict(api.remind(actor, on=clock.today()))
