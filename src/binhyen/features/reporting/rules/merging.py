"""Two people's changes to one report, laid side by side; the browser does the same (`frontend/entry/merging.js`)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from binhyen.features.reporting.types import Clash

Values = Mapping[str, Decimal | None]


def clashes(base: Values, mine: Values, theirs: Values) -> list[Clash]:
    """Cells both changed since `base`, and not to the same; missing from a mapping is "not reported".

    A cell missing from `mine` was not sent, so it is as it was.
    """
    found = []
    for ref in mine:
        was, my, their = base.get(ref), mine[ref], theirs.get(ref)
        if my not in {was, their} and their != was:
            found.append(Clash(ref, was, my, their))
    return found


def changed(base: Values, mine: Values) -> dict[str, Decimal | None]:
    """What differs from what the page was filled with; only that is laid over what somebody else saved."""
    return {ref: value for ref, value in mine.items() if value != base.get(ref)}
