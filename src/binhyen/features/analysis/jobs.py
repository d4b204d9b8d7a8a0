"""Looking at thresholds in the background, after reports were approved."""

from __future__ import annotations

from typing import Any

from binhyen.features.analysis import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs.api import Progress, job
from binhyen.kernel.errors import N_


@job(api.EVALUATE, N_("Xét ngưỡng cảnh báo"), needs="figures.targets")
def evaluate(actor: Actor, progress: Progress, *, measures: list[str]) -> dict[str, Any]:
    """Look at the thresholds on some measures; done twice, nothing is raised twice."""
    del actor
    found = api.evaluate_alerts(api.today(), measures)
    progress(found.rules, found.rules, "")
    return {"raised": found.raised, "closed": found.closed}
