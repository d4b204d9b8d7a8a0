"""Importing staged values: columns in DuckDB, one write a report, flat memory whatever the size of the file."""

from __future__ import annotations

from pathlib import Path

from binhyen.engines.indicators.import_types import ImportPolicy, ImportReport, SourceFile
from binhyen.foundation.access.api import Actor


def import_staged(
    actor: Actor, *, staged: Path, source: SourceFile, policy: ImportPolicy
) -> ImportReport:
    """Import a staged file: UTF-8 CSV with the header `line,unit,period,element,option,value,comment`.

    Codes are ours; a unit's code is looked up on the period's last day, and when nobody bore it then, on its first.
    `option` empty is no breakdown, `value` empty takes the value away, `comment` becomes a note on the cell.
    `line` is where the row stood in the source. Any order, any size; memory stays flat.
    """
    raise NotImplementedError


def import_columns(
    actor: Actor,
    *,
    columns: Path,
    definition: str,
    source: SourceFile,
    approve: bool = True,
) -> ImportReport:
    """Import a Parquet file of values that are in our own numbers already; for worlds and for moving installations.

    Columns, any row order (quickest when sorted by period, then unit):

    - `period` VARCHAR: the period's code in the definition's own calendar ("2022-05");
    - `unit` BIGINT: the unit's id (`StructureUnit.id`);
    - `key` VARCHAR: the value's key, `ElementInfo.key(option)`;
    - `value` BIGINT: scaled by the element's decimals; NULL takes the value away.

    All or nothing; every report gets its version, the totals follow, as in any import.

    Raises:
        Invalid: naming the first rows that are wrong (unit that does not make the report, key of another report,
            negative or too large value, value given twice, locked period).
    """
    raise NotImplementedError
