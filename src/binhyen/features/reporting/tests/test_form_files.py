"""Paper and sheet of a form: blank, filled in, and the same numbers."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

from docx import Document

from binhyen.engines.indicators import api as figures
from binhyen.features.reporting.tests.conftest import Desk


def words(content: bytes) -> str:
    paper = Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(one.text for one in paper.paragraphs)])


def test_the_paper_holds_what_was_entered(desk: Desk) -> None:
    desk.save({"drugs.cases": 1234}, remarks={"drugs.cases": "Chuyên án tháng Sáu"})
    text = words(desk.get("docx").content)
    assert "1.234" in text
    assert "Chuyên án tháng Sáu" in text
    assert "xã Bình Hòa".upper() in text.upper()
    assert desk.layout().version in text


def test_blank_paper_is_dotted(desk: Desk) -> None:
    desk.save({"drugs.cases": 1234})
    answer = desk.client().get(desk.address("docx"), {"blank": "1"})
    text = words(answer.content)
    assert "1.234" not in text
    assert "…………" in text


def test_the_pdf_opens(desk: Desk) -> None:
    desk.save({"drugs.cases": 1})
    assert desk.get("pdf").content.startswith(b"%PDF-")


def test_the_sheet_reads_back(desk: Desk, tmp_path: Path) -> None:
    desk.save({"drugs.cases": 7}, remarks={"drugs.cases": "x"})
    path = tmp_path / "form.xlsx"
    path.write_bytes(desk.get("xlsx").content)
    back = figures.read_form_sheet(path)
    assert (back.values, back.remarks) == ({"drugs.cases": Decimal(7)}, {"drugs.cases": "x"})
    assert back.version == desk.layout().version
