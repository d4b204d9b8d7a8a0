"""Where one figure of a stored review comes from, asked of the engine of figures today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from binhyen.engines.indicators.api import By, Explanation, Query, explain
from binhyen.features.review.models import ReviewRun
from binhyen.features.review.rules.windows import as_period
from binhyen.features.review.types import Window
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import DomainError


def origin_of(actor: Actor, run: ReviewRun, row: Mapping[str, Any]) -> Explanation | None:
    """How a figure comes about today; None for numbers that are not figures of the catalogue."""
    if not row["measure"] or "[" in row["id"]:
        return None
    start, _between, end = row["as_of"].partition("..")
    days = Window(date.fromisoformat(start), date.fromisoformat(end)) if end else None
    query = Query(
        (row["measure"],),
        row["unit_id"],
        By.UNIT,
        periods=(as_period(days),) if days else (),
        on=None if days else date.fromisoformat(start),
        as_of=run.end if days else None,
    )
    try:
        return explain(query, row["unit_id"], actor)
    except DomainError:
        # A published figure may be dated as the catalogue no longer answers; its source still stands beside it.
        return None
