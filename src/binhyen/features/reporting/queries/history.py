"""The versions of a report, each with the cells it changed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from binhyen.engines.indicators.api import FormLayout, report_history
from binhyen.features.reporting.types import CellChange, VersionStep
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import named
from binhyen.kernel.numbers import from_scaled


def versions(actor: Actor, layout: FormLayout, report_id: int) -> list[VersionStep]:
    """Every version, newest first; cost: two statements.

    Raises:
        NotFound: no such report, or not for this actor.
    """
    steps, before = [], dict[str, int]()
    for row in report_history(actor, report_id=report_id):
        changes = tuple(_changes(layout, before, row.values))
        steps.append(
            VersionStep(
                row.number, row.get_status_display(), row.author_name, row.at, row.reason, changes
            )
        )
        before = dict(row.values)
    return steps[::-1]


def _changes(
    layout: FormLayout, before: Mapping[str, int], after: Mapping[str, int]
) -> list[CellChange]:
    found = []
    for line in layout.lines():
        for cell in line.cells:
            old, new = before.get(cell.key), after.get(cell.key)
            if old == new:
                continue
            label = (
                named(line.label)
                if cell.option is None
                else f"{named(line.label)}: {named(cell.label)}"
            )
            found.append(
                CellChange(label, _number(old, cell.decimals), _number(new, cell.decimals))
            )
    return found


def _number(stored: int | None, decimals: int) -> Decimal | None:
    return None if stored is None else from_scaled(stored, decimals)
