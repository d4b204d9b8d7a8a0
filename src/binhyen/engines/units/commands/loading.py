"""Loading units from a folder: everything is checked first, then all of it is stored, or nothing."""

from __future__ import annotations

from pathlib import Path

from binhyen.engines.units.commands.storing import store
from binhyen.engines.units.files import PACKAGED, read_folder, refuse
from binhyen.engines.units.models import PoliceUnit, Succession, Unit, UnitPath, UnitVersion
from binhyen.engines.units.queries.stored import stored_records
from binhyen.engines.units.rules.checks import check_records
from binhyen.engines.units.rules.comparing import TABLES, compare, together
from binhyen.engines.units.types import LoadCounts
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note, refresh_statistics
from binhyen.kernel.errors import N_, Conflict


@command("units.load", "Nạp đơn vị hành chính", needs="units.manage")
def load_units(actor: Actor, *, source: Path | None = None) -> LoadCounts:
    """Load units from five CSV files, the packaged ones by default; a second run adds nothing.

    Raises:
        Invalid: the files are missing or faulty; every fault is a row with file, line and column.
        Conflict: a stored row says otherwise than the files.
    """
    folder = read_folder(source or PACKAGED)
    stored = stored_records()
    comparison = compare(stored, folder.records)
    if comparison.conflicts:
        raise Conflict(
            N_("{count} dòng trái với dữ liệu đã lưu, chưa ghi gì. Dòng đầu tiên: {first}"),
            rows=comparison.conflicts,
            count=len(comparison.conflicts),
            first=str(comparison.conflicts[0]),
        )
    refuse(check_records(together(stored, comparison.additions)))
    added = {table: len(getattr(comparison.additions, table)) for table, _, _ in TABLES}
    if any(added.values()):
        store(comparison.additions)
        refresh_statistics(Unit, UnitVersion, UnitPath, Succession, PoliceUnit)
    note("units.Unit", "all", added=added, unchanged=comparison.unchanged, sha256=folder.digests)
    return LoadCounts(added, comparison.unchanged, folder.digests)
