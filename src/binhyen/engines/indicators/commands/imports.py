"""Importing figures from a CSV file: all of it or nothing, each changed report a version with its source."""

from __future__ import annotations

import hashlib
from pathlib import Path

from binhyen.engines.indicators.commands.staged.checking import check_staged
from binhyen.engines.indicators.commands.staged.importing import conclude, resolver_for
from binhyen.engines.indicators.commands.staged.workspace import workspace
from binhyen.engines.indicators.import_types import (
    ImportConflict,
    ImportPolicy,
    ImportReport,
    SourceFile,
)
from binhyen.engines.indicators.types import ImportResult, Origin
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.api import ROW_LIMIT, Faults, number_rows

REQUIRED = ("unit_code", "element", "period", "value")
OPTIONAL = ("breakdown",)
STAGED = {"unit_code": "unit", "breakdown": "option"}
"""What the staged columns are called that have another name in the file."""


def import_figures(
    actor: Actor,
    *,
    path: Path,
    approve: bool = False,
    origin: Origin = Origin.IMPORT,
    row_limit: int = ROW_LIMIT,
) -> ImportResult:
    """Import a CSV file with the columns unit_code, element, period, breakdown (may lack) and value.

    A unit's code is looked up on the period's last day, and when nobody bore it then, on its first. Values not in
    the file stay as they are. Without `approve` the reports wait for approval. Importing a file again changes
    nothing and makes no versions.

    Raises:
        Invalid: any fault in the file; rows name line, column and what to do, and nothing was written.
        Refused: `approve` without the right to approve.
    """
    resolver = resolver_for(actor, approve=approve, definition=None)
    faults = Faults(path.name)
    with workspace() as (work, folder):
        staged = folder / "staged.csv"
        copied = number_rows(path, staged, REQUIRED, OPTIONAL, faults=faults, row_limit=row_limit)
        checked = check_staged(
            work,
            staged,
            resolver,
            columns=("line", *(STAGED.get(name, name) for name in copied.columns)),
            separator=copied.separator,
            empty_takes_away=False,
        )
        policy = ImportPolicy(approve=approve, dry_run=bool(faults))
        source = SourceFile(path.name, _digest(path), origin)
        report = conclude(actor, checked, source, policy)
    _refuse(faults, report)
    return ImportResult(
        path.name, report.values, report.created, report.changed, report.same, approve
    )


def _refuse(faults: Faults, report: ImportReport) -> None:
    """All faults of the file, those of its shape and those of its contents, by line."""
    if not faults and not report.conflict_count:
        return
    told = sorted(
        [*((row.row or 0, row.column, row.value, row.message) for row in faults.kept)]
        + [_told(conflict) for conflict in report.conflicts],
        key=lambda fault: fault[0],
    )
    every = Faults(faults.file)
    for line, column, value, message in told:
        every.add(line, column, value, message)
    every.count = faults.count + report.conflict_count
    every.raise_if_any()


def _told(conflict: ImportConflict) -> tuple[int, str | None, str, str]:
    named = {staged: name for name, staged in STAGED.items()}
    column = named.get(conflict.column or "", conflict.column)
    return conflict.line, column, conflict.value, conflict.message


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
