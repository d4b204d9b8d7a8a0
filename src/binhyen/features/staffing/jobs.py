"""Long work of staffing in the background: solving a plan."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from binhyen.features.staffing import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs.api import Progress, job
from binhyen.kernel.errors import N_
from binhyen.solver.deployment.result import Step

SOLVE = "staffing.solve"
TIME_LIMIT = 120


@job(SOLVE, N_("Tính phương án điều động"), needs="staffing.plan")
def solve(
    actor: Actor, progress: Progress, *, plan_id: int, time_limit: int = TIME_LIMIT, seed: int = 0
) -> dict[str, Any]:
    """Solve a drafted plan; done twice, the second time finds it solved and is refused."""

    def tell(step: Step) -> None:
        progress(step.done, step.total, step.stage)

    api.solve_plan(actor, plan_id=plan_id, time_limit=float(time_limit), seed=seed, progress=tell)
    return {"url": reverse("staffing:plan", args=[plan_id]), "text": N_("Mở phương án")}
