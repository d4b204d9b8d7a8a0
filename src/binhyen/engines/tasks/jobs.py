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


@job(
    "tasks.follow_all",
    N_("Chuyển nhiệm vụ của đơn vị đã sáp nhập"),
    needs="jobs.manage",
    scope=None,
)
def follow_all(actor: Actor, progress: Progress) -> dict[str, Any]:
    """Open tasks of units that ended by today go to their heirs; done twice, nothing moves twice."""
    progress(0, 1, "")
    return {"moved": api.follow_successions(actor, on=clock.today())}
