"""Files made to do harm, or only broken: each is refused in plain words, and nothing is written."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.features.interchange.formats.workbooks import write_table
from binhyen.features.interchange.models import ImportRun
from binhyen.features.interchange.tests.conftest import CASES, PERIOD, Office, messages
from binhyen.kernel.errors import DomainError, Invalid

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}'
    "</sheetData></worksheet>"
)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE adx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<adx xmlns="urn:ihe:qrph:adx:2015"><group orgUnit="&b;"/></adx>'
)
OUTSIDE = (
    '<!DOCTYPE adx [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    '<adx><group><dataValue dataElement="&x;"/></group></adx>'
)


def refused(office: Office, content: bytes | str, kind: str, words: str = "") -> None:
    with pytest.raises(DomainError) as caught:
        office.send(office.file(content, "hong"), kind)
    assert words in str(caught.value)
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
@pytest.mark.parametrize("kind", ["adx", "dhis2"])
def test_entities_are_refused(office: Office, text: str, kind: str):
    refused(office, text, kind, "DOCTYPE")


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"", "csv", "rỗng"),
        (b'{"dataValues":[{"dataElement":"a"', "dhis2", "hỏng"),
        (b'{"dataValues":[1,2]}', "dhis2", "đối tượng"),
        (b'{"dataValues":[{"value":NaN}]}', "dhis2", "hỏng"),
        (b'{"dataValues":[{"value":' + b"[" * 3_000_000, "dhis2", ""),
        (b'{"dataValues":[{"value":"' + b"9" * 3_000_000 + b'"}]}', "dhis2", "dài"),
        (b'{"a":' * 100_000, "dhis2", ""),
        (b'{"other":[]}', "dhis2", "dataValues"),
        ("xã".encode("utf-16"), "dhis2", ""),
        ("unit,period,element,value\nxã,1,2,3\n".encode("latin-1"), "csv", ""),
        (b"unit,period,element,value\n\x00,1,2,3\n", "csv", "NUL"),
        (b"<adx>" * 60, "adx", "sâu"),
        (b"<adx><group>", "adx", "hỏng"),
        (b"<html/>", "adx", "adx"),
        (b'<adx xmlns="urn:x">' + b"<x/>" * 900_000, "adx", "dataValue"),
        (b"PK\x03\x04not a zip", "xlsx", "hỏng"),
        (b"unit,period\n", "xlsx", "hỏng"),
    ],
)
def test_broken_files_are_refused_in_plain_words(office: Office, content, kind, words):
    refused(office, content, kind, words)


def workbook(sheet: str, extra: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", SHEET.format(sheet))
        if extra:
            packed.writestr("xl/media/a.bin", extra)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (workbook('<row r="1"><c r="A1"/><c r="XFD1048576"/></row>'), "quá lớn"),
        (workbook("", bytes(420 << 20)), "quá lớn"),
        (workbook('<row r="1"><c r="$A$99999999999"/></row>'), "địa chỉ"),
        (workbook("").replace(b"sheetData", b"shoetData"), "hỏng"),
    ],
)
def test_workbooks_that_swell_are_not_opened(office: Office, content: bytes, words: str):
    refused(office, content, "xlsx", words)


def test_a_number_of_any_size_harms_nobody(office: Office):
    numbers = [
        "1" * 4000,
        "1e999999999",
        "-" + "9" * 300,
        "0" * 200 + "5",
        "1_000",
        "٣",
        "0x10",
        " ",
    ]
    for text in numbers:
        outcome = office.values(office.value(value=text))
        assert outcome.imported == 0, text
        assert outcome.fault_count == 1, text
    raw = f'{{"dataValues":[{{"dataElement":"{CASES}","period":"{PERIOD}","orgUnit":"99102","value":1e400}}]}}'
    assert office.send(raw).fault_count == 1


def test_a_workbook_says_in_which_cell(office: Office, tmp_path: Path):
    path = tmp_path / "bang.xlsx"
    good, bad = ("99102", PERIOD, CASES, "", "5", ""), ("99102", PERIOD, "no.such", "", "x", "")
    write_table(path, [good, bad], {})
    outcome = office.send(path, "xlsx")
    (fault,) = outcome.faults
    assert (fault.line, fault.sheet, fault.cell) == (3, "so_lieu", "C3")


def test_a_marked_copy_keeps_the_values(office: Office, tmp_path: Path):
    from python_calamine import CalamineWorkbook

    from binhyen.features.interchange import api

    path, copy = tmp_path / "bang.xlsx", tmp_path / "loi.xlsx"
    write_table(path, [("99102", PERIOD, "no.such", "", "5", "=1+1")], {})
    outcome = office.send(path, "xlsx")
    api.write_marked_copy(path, copy, outcome.faults)
    rows = CalamineWorkbook.from_path(str(copy)).get_sheet_by_index(0).to_python()
    assert rows[1][2:] == ["no.such", "", 5.0, "=1+1"]


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_bytes_are_refused_or_read(office: Office, data: st.DataObject):
    whole = json.dumps({"dataValues": [office.value()] * 3}).encode()
    kind = data.draw(st.sampled_from(["dhis2", "csv", "adx", "xlsx"]))
    cut = whole[: data.draw(st.integers(0, len(whole)))]
    content = data.draw(st.one_of(st.binary(max_size=200), st.just(cut)))
    try:
        outcome = office.send(office.file(content, "gi-do"), kind, dry_run=True)
    except Invalid:
        return
    assert outcome.imported <= 1, messages(outcome)
