"""Importing figures from a CSV file: all of it or nothing, each changed report a version with its source."""

from __future__ import annotations

import hashlib
from pathlib import Path

from binhyen.engines.indicators.commands.import_rows import ImportReader
from binhyen.engines.indicators.commands.versions import Occasion, occasion
from binhyen.engines.indicators.commands.writing import locked_period, write_reports
from binhyen.engines.indicators.models import ImportBatch
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.types import ImportResult, Origin, Status
from binhyen.foundation.access.api import Actor, allows_somewhere, visible_ids
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.foundation.exchange.api import ROW_LIMIT, Faults, read_csv
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Refused

REQUIRED = ("unit_code", "element", "period", "value")
OPTIONAL = ("breakdown",)


@command("indicators.import_figures", "Nạp số liệu từ tệp", needs="figures.enter", scope=ANYWHERE)
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
    if approve and not allows_somewhere(actor, "figures.approve"):
        raise Refused(N_("{name} không có quyền duyệt số liệu."), name=actor.name)
    reader = _read(actor, path, row_limit)
    batch = ImportBatch.objects.create(
        file_name=path.name[:255],
        digest=_digest(path),
        value_count=reader.count,
        author_name=actor.name[:200],
        at=clock.now(),
    )
    status = Status.APPROVED if approve else Status.SUBMITTED
    result = _write(
        reader, occasion(actor, status, origin, f"nạp tệp {path.name}", batch), path.name
    )
    note("ImportBatch", batch.pk, after=_facts(result), digest=batch.digest)
    return result


def _read(actor: Actor, path: Path, row_limit: int) -> ImportReader:
    faults = Faults(path.name)
    allowed = visible_ids(actor, "figures.enter")
    reader = ImportReader(catalogue(), faults, None if allowed is None else set(allowed))
    reader.read(read_csv(path, REQUIRED, OPTIONAL, faults=faults, row_limit=row_limit))
    if not faults:
        reader.refuse_repeated()
    faults.raise_if_any()
    return reader


def _write(reader: ImportReader, when: Occasion, file_name: str) -> ImportResult:
    created = changed = unchanged = 0
    for name in sorted(reader.sheets):
        sheet = reader.sheets[name]
        row = locked_period(sheet.form, sheet.period)
        outcome = write_reports(row, reader.news(sheet), when)
        created += outcome.created
        changed += outcome.changed
        unchanged += outcome.unchanged
    return ImportResult(
        file_name, reader.count, created, changed, unchanged, when.status is Status.APPROVED
    )


def _facts(result: ImportResult) -> dict[str, int | str | bool]:
    return {
        "file": result.file_name,
        "values": result.values,
        "created": result.created,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "approved": result.approved,
    }


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
