"""dataValueSets as CSV: dataelement, period, orgunit, catoptcombo, attroptcombo, value, storedby, lastupdated, comment …"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from binhyen.features.interchange.formats.dhis2_json import FOLLOW_UP
from binhyen.features.interchange.types import DELETED, RawValue
from binhyen.foundation.exchange.api import read_csv
from binhyen.kernel.errors import N_, Invalid

REQUIRED = ("dataelement", "period", "orgunit", "catoptcombo", "attroptcombo", "value")
OPTIONAL = (
    "strby",
    "storedby",
    "lstupd",
    "lastupdated",
    "cmt",
    "comment",
    "followup",
    "deleted",
    "dataset",
)
ALL = (*REQUIRED, "storedby", "lastupdated", "comment", "followup")


def read_dhis2_csv(path: Path, row_limit: int) -> Iterator[RawValue]:
    """The values of a DHIS2 CSV file; `line` is the line of the file.

    Raises:
        Invalid: not UTF-8, a wrong header, rows of the wrong width.
    """
    for line, row in read_csv(path, _required(path), OPTIONAL, row_limit=row_limit):
        comment = row["comment"] or row["cmt"]
        if row["followup"].casefold() == "true":
            comment = f"{FOLLOW_UP} {comment}".strip()
        yield RawValue(
            line,
            row["dataelement"],
            row.get("catoptcombo", ""),
            row["period"],
            row["orgunit"],
            DELETED if row["deleted"].casefold() == "true" else row["value"],
            comment,
            row.get("attroptcombo", ""),
            row["dataset"],
        )


def _required(path: Path) -> tuple[str, ...]:
    """Files may leave out the columns of combos; the header says."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            line = handle.readline(4096).casefold()
    except (UnicodeDecodeError, OSError):
        return REQUIRED
    cells = next(csv.reader([line.replace(";", ",").replace("\t", ",")]), [])
    kept = tuple(name for name in REQUIRED if name not in {"catoptcombo", "attroptcombo"})
    present = {cell.strip() for cell in cells}
    if not {"dataelement", "period"} <= present:
        raise Invalid(
            N_("Tệp {file}, dòng 1: tệp CSV của DHIS2 cần các cột {columns}."),
            kind="header",
            file=path.name,
            columns=", ".join(ALL),
        )
    return tuple(name for name in REQUIRED if name in kept or name in present)
