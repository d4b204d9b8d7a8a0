"""A live slide stays live: figures approved while it is shown reach every point."""

from __future__ import annotations

import logging
from typing import Any

from binhyen.engines.indicators.api import FiguresImported, ReportApproved
from binhyen.features.conference.commands.sitting import post
from binhyen.features.conference.models import Sitting
from binhyen.features.conference.queries.sitting import sitting_state
from binhyen.features.conference.queries.slides import shown
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import DomainError

log = logging.getLogger(__name__)


def show_newer_figures(_event: ReportApproved | FiguresImported) -> None:
    """Show a live slide again where its figures are no longer what the hall sees; one statement when nobody sits."""
    rows = Sitting.objects.select_related("conference").exclude(began_at=None)
    for sitting in rows.filter(ended_at=None):
        slide = sitting_state(sitting)["slide"]
        if slide is None or not slide.get("live"):
            continue
        try:
            if _figures(shown(sitting.conference, slide["slide"])) != _figures(slide):
                post(
                    Actor.system(),
                    conference_id=sitting.conference_id,
                    kind="slide",
                    payload={"slide": slide["slide"]},
                )
        except DomainError as refusal:
            # The slide was taken away meanwhile; what is shown stays as it was.
            log.info("slide %s was not shown again: %s", slide["slide"], refusal)


def _figures(slide: dict[str, Any]) -> Any:
    """What of a slide is figures, without the moment they were read."""
    table = slide.get("table") or {}
    return {name: value for name, value in table.items() if name != "as_of"}
