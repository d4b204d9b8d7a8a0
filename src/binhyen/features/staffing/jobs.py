"""Long work of staffing in the background: solving a plan, solving many provinces."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from binhyen.features.staffing import api
from binhyen.features.staffing.country import Asked, ProvinceResult, solve_country
from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs.api import Progress, job
from binhyen.kernel.errors import N_, Invalid
from binhyen.solver.deployment.result import Step

SOLVE = "staffing.solve"
COUNTRY = "staffing.country"
TIME_LIMIT = 120
# Folders of the installation only: whoever asks is not to reach other files of the machine.
FOLDERS = "country"
FOLDER_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@job(SOLVE, N_("Tính phương án điều động"), needs="staffing.plan")
def solve(
    actor: Actor, progress: Progress, *, plan_id: int, time_limit: int = TIME_LIMIT, seed: int = 0
) -> dict[str, Any]:
    """Solve a drafted plan; done twice, the second time finds it solved and is refused."""

    def tell(step: Step) -> None:
        progress(step.done, step.total, step.stage)

    api.solve_plan(actor, plan_id=plan_id, time_limit=float(time_limit), seed=seed, progress=tell)
    return {"url": reverse("staffing:plan", args=[plan_id]), "text": N_("Mở phương án")}


@job(COUNTRY, N_("Giải bài toán điều động nhiều tỉnh"), needs="staffing.plan", scope=None)
def country(
    actor: Actor,
    progress: Progress,
    *,
    name: str,
    workers: int = 2,
    max_gap: float = 0.001,
    time_limit: float | None = None,
) -> dict[str, Any]:
    """Solve the instances in the installation's folder `country/NAME/instances`; done twice, it keeps what is done.

    Raises:
        Invalid: the name is no plain folder name, or see `solve_country`.
    """
    if not FOLDER_NAME.fullmatch(name):
        raise Invalid(
            N_("Tên “{name}” không dùng được; chỉ chữ thường không dấu, số, - và _."), name=name
        )
    place = Path(settings.BINHYEN_HOME) / FOLDERS / name

    def tell(done: int, total: int, found: ProvinceResult | None) -> None:
        progress(done, total, "" if found is None else found.name)

    asked = Asked(max_gap=max_gap, time_limit=time_limit)
    found = solve_country(
        place / "instances", place / "plans", workers=workers, asked=asked, tell=tell
    )
    return {**found.totals, "seconds": found.seconds}
