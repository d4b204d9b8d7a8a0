"""A form leaves as an .xlsx and comes back with its numbers, its version, and errors by cell."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from binhyen.engines.indicators import api
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.indicators.tests.test_form_layout import layout
from binhyen.kernel.errors import Invalid

VALUES = {
    "crime.occurred": Decimal(12),
    "crime.persons[sex=f]": Decimal(3),
    "fines": Decimal("1234.5"),
    "wards": Decimal(0),
}


def saved(land: Land, content: bytes) -> Path:
    path = land.folder / "form.xlsx"
    path.write_bytes(content)
    return path


def swapped(content: bytes, old: str, new: str) -> bytes:
    """The workbook with a text of its inner files replaced, as somebody who meddles with it would."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as read, zipfile.ZipFile(target, "w") as written:
        for name in read.namelist():
            written.writestr(name, read.read(name).replace(old.encode(), new.encode()))
    return target.getvalue()


def test_values_and_comments_come_back_as_they_left(land: Land) -> None:
    form = layout(land)
    remarks = {"fines": "=không phải công thức"}
    back = api.read_form_sheet(saved(land, api.write_form_sheet(form, VALUES, remarks)))
    assert (back.form, back.version, back.unit_code) == ("monthly", form.version, "00001")
    assert back.period == "admin:2022-03"
    assert (back.values, back.remarks, back.problems) == (VALUES, remarks, ())
    assert list(back.places) == [cell.ref for cell in form.cells()]


def test_equal_forms_give_equal_bytes(land: Land) -> None:
    assert api.write_form_sheet(layout(land)) == api.write_form_sheet(layout(land))


@settings(
    max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.none() | st.integers(0, 10**13), min_size=7, max_size=7))
def test_any_numbers_survive(land: Land, scaled: list[int | None]) -> None:
    form = layout(land)
    values = {
        cell.ref: Decimal(number).scaleb(-cell.decimals)
        for cell, number in zip(form.cells(), scaled, strict=True)
        if number is not None
    }
    assert api.read_form_sheet(saved(land, api.write_form_sheet(form, values))).values == values


def test_text_in_vietnamese_notation_counts_and_rubbish_is_told_by_cell(land: Land) -> None:
    form = layout(land)
    content = api.write_form_sheet(form, {}, {"fines": "1.234,5", "wards": "mười hai"})
    # What stands as a comment is moved into the column of values.
    claim = api.read_form_sheet(saved(land, content)).places
    row_fines, row_wards = claim["fines"][0], claim["wards"][0]
    moved = content
    for row in (row_fines, row_wards):
        moved = swapped(moved, f'<c r="D{row}"', f'<c r="G{row}"')
        moved = swapped(moved, f'<c r="E{row}"', f'<c r="D{row}"')
    back = api.read_form_sheet(saved(land, moved))
    assert back.values == {"fines": Decimal("1234.5")}
    (problem,) = back.problems
    assert (problem.row, problem.column, problem.value) == (row_wards, "D", "mười hai")
    assert "hãy ghi như 1.234,5" in problem.message


def test_a_form_whose_hidden_part_was_changed_is_refused(land: Land) -> None:
    content = api.write_form_sheet(layout(land), VALUES)
    for old, new in (("admin:2022-03", "admin:2022-04"), (">00001<", ">00004<")):
        with pytest.raises(Invalid, match="phần ẩn"):
            api.read_form_sheet(saved(land, swapped(content, old, new)))


def test_what_is_no_form_is_refused(land: Land) -> None:
    other = BytesIO()
    book = Workbook(other)
    book.add_worksheet("Trang 1").write(0, 0, 1)
    book.close()
    for content in (b"", b"PK\x03\x04 broken", b"a,b\n1,2\n", other.getvalue()):
        with pytest.raises(Invalid, match="không phải biểu mẫu"):
            api.read_form_sheet(saved(land, content))


def test_a_zip_bomb_is_not_opened(land: Land) -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    with pytest.raises(Invalid, match="quá lớn"):
        api.read_form_sheet(saved(land, bomb.getvalue()))
