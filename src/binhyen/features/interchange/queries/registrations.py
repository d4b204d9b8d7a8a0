"""What has been handed in, as complete data set registrations."""

from __future__ import annotations

from typing import Any

from binhyen.engines.indicators.api import Status, report_states
from binhyen.features.interchange.queries.directories import Directory
from binhyen.features.interchange.queries.exporting import Slice
from binhyen.features.interchange.rules.periods import to_dhis2
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import NotFound

HANDED_IN = {Status.SUBMITTED, Status.APPROVED}


def registrations(actor: Actor, asked: Slice, directory: Directory) -> list[dict[str, Any]]:
    """One per report handed in under a unit the actor may see. Cost: six statements a period and unit."""
    found = []
    for period in asked.periods:
        tree = directory.tree(period.last_day)
        for under_id in asked.under_ids:
            try:
                rows = report_states(asked.form.code, period, under_id, actor=actor)
            except NotFound:
                continue
            for row in rows:
                if row.status in HANDED_IN:
                    at = row.submitted_at or row.approved_at
                    found.append(
                        {
                            "dataSet": directory.report_id(asked.form),
                            "period": to_dhis2(period),
                            "organisationUnit": directory.unit_id(tree.get(row.unit_id), tree),
                            "attributeOptionCombo": directory.default_combo,
                            "date": None if at is None else at.isoformat(),
                            "storedBy": row.submitted_by or row.approved_by,
                            "completed": True,
                            "approved": row.status == Status.APPROVED,
                        }
                    )
    return found
