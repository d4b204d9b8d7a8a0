"""Files for spreadsheets: text never becomes a formula, numbers stay numbers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from binhyen.foundation.exchange.api import csv_text, read_csv, write_csv


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@cmd", "\tx"])
def test_a_text_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert csv_text(("a",), [(text,)]).splitlines()[1].strip('"').startswith("'")


def test_numbers_and_gaps_are_written_plainly() -> None:
    written = csv_text(("a", "b", "c"), [(-5, Decimal("1E+3"), None)])
    assert written == "a,b,c\n-5,1000,\n"


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    count = write_csv(path, ("code", "name"), [("01", 'xã "Hòa", Bình')], bom=True)
    assert count == 1
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row for _, row in read_csv(path, ("code", "name"))] == [
        {"code": "01", "name": 'xã "Hòa", Bình'}
    ]
