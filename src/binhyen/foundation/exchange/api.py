"""Files in and out: clean rows or a refusal in plain words."""

from __future__ import annotations

from binhyen.foundation.exchange.faults import CAP, Faults
from binhyen.foundation.exchange.numbering import Numbered, number_rows
from binhyen.foundation.exchange.reading import ROW_LIMIT, Row, read_csv
from binhyen.foundation.exchange.writing import csv_text, write_csv

__all__ = [
    "CAP",
    "ROW_LIMIT",
    "Faults",
    "Numbered",
    "Row",
    "csv_text",
    "number_rows",
    "read_csv",
    "write_csv",
]
