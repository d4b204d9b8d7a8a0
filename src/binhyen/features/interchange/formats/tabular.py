"""Our own tables: unit, period, element, breakdown, value and a comment, as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from binhyen.features.interchange.types import RawValue
from binhyen.foundation.exchange.api import read_csv

REQUIRED = ("unit", "period", "element", "value")
OPTIONAL = ("breakdown", "comment")
COLUMNS = ("unit", "period", "element", "breakdown", "value", "comment")


def read_table(path: Path, row_limit: int) -> Iterator[RawValue]:
    """The values of a CSV file; `line` is the line of the file.

    Raises:
        Invalid: not UTF-8, a wrong header, rows of the wrong width.
    """
    for line, row in read_csv(path, REQUIRED, OPTIONAL, row_limit=row_limit):
        yield RawValue(
            line,
            row["element"],
            row["breakdown"],
            row["period"],
            row["unit"],
            row["value"],
            row["comment"],
        )
