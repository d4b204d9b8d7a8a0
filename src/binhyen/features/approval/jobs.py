"""Long work of approval in the background: the detector over a province or the country, a round of reminders."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from binhyen.engines.units.api import Level, structure
from binhyen.features.approval import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs.api import Progress, job
from binhyen.kernel.errors import N_

ASK = "approval.ask_all"
REMIND = "approval.remind_all"


@job(ASK, N_("Rà soát số liệu"), needs="figures.approve", scope=lambda given: given["unit_id"])
def ask_all(
    actor: Actor, progress: Progress, *, definition: str, period: str, unit_id: int
) -> dict[str, Any]:
    """Look through a period, province by province; done twice, it asks nothing twice."""
    form = api.definition_of(definition)
    span = api.period_named(form, period)
    tree = structure(span.last_day)
    at_root = tree.get(unit_id).level == Level.COUNTRY
    places = tree.at_level(Level.PROVINCE) if at_root else [tree.get(unit_id)]
    made = 0
    for place, unit in enumerate(places):
        progress(place, len(places), unit.full_name)
        made += api.ask(actor, definition=definition, period=span, unit_id=unit.id).made
    url = reverse("approval:group", args=[definition, str(span)])
    return {"url": url, "text": N_("Xem báo cáo chờ duyệt"), "made": made}


@job(REMIND, N_("Nhắc hạn báo cáo"), needs="jobs.manage", scope=None)
def remind_all(actor: Actor, progress: Progress) -> dict[str, Any]:
    """A round of reminders; done twice, it reminds nobody twice."""
    progress(0, 1, "")
    done = api.remind(actor)
    return {"url": reverse("approval:notices"), "made": done.made, "known": done.known}
