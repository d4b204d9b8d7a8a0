"""Background work of exchange: a big file imported beside the pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from binhyen.features.interchange import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs.api import Progress, job
from binhyen.kernel.errors import N_


@job("interchange.import", N_("Nạp tệp số liệu"), needs="figures.exchange")
def import_kept(actor: Actor, progress: Progress, *, run_id: int) -> dict[str, Any]:
    """Do what a run asks for; a second time finds its outcome written, or the same values there already."""
    api.work_on(actor, run_id=run_id, told=progress)
    return {"url": reverse("interchange:run", args=[run_id]), "text": N_("Xem kết quả nạp")}
