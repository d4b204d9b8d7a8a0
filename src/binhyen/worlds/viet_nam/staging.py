"""A sheet as a Parquet file for the door of columns: period, unit, key, value, sorted by unit."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import numpy as np

from binhyen.worlds.viet_nam.sheet import Sheet

STATEMENT = """
COPY (
    SELECT '{period}' AS period, h.unit, k.key, h.value
    FROM held h JOIN keys k ON k.number = h.number ORDER BY h.unit, h.number
) TO '{target}' (FORMAT parquet, COMPRESSION zstd)
"""


def stage(sheet: Sheet, target: Path) -> str:
    """Write a sheet's values; answers the SHA-256 of what was written, in hexadecimal.

    Raises:
        Invalid: the sheet holds nothing.
    """
    ids = np.array(sheet.ground.ids, dtype=np.int64)
    held = {
        "unit": np.concatenate([ids[column.units] for column in sheet.columns]),
        "value": np.concatenate([column.values for column in sheet.columns]),
        "number": np.repeat(
            np.arange(len(sheet.columns)), [len(column.units) for column in sheet.columns]
        ),
    }
    with duckdb.connect(":memory:", config={"threads": 2}) as database:
        database.execute("CREATE TABLE keys (number BIGINT, key VARCHAR)")
        database.executemany(
            "INSERT INTO keys VALUES (?, ?)",
            [(number, column.key) for number, column in enumerate(sheet.columns)],
        )
        database.register("held", held)
        # Two names of our own making: a period of the calendar, a file beside the installation.
        database.execute(
            STATEMENT.format(period=sheet.period.code, target=str(target).replace("'", "''"))
        )
    with target.open("rb") as made:
        return hashlib.file_digest(made, "sha256").hexdigest()
