"""Files of what is seen: the same numbers, no formula, a source line, and nothing about few persons when public."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from django.test import Client

from tests.analysis.conftest import CLEAR_UP, COMMUNES, MONTHS, OCCURRED, PERSONS, Site, occurred

pytestmark = pytest.mark.usefixtures("db")
ASKED = {"by": "commune", "span": "own", "periods": MONTHS[-2], "m": OCCURRED}


def taken(client: Client, kind: str, **asked: object) -> bytes:
    answer = client.get(f"/analysis/export/{kind}/?{urlencode({**ASKED, **asked}, doseq=True)}")
    assert answer.status_code == 200, answer.content[-600:]
    assert "attachment" in answer["Content-Disposition"]
    return answer.content


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_csv_holds_the_numbers_and_the_source(site: Site) -> None:
    found = rows(taken(site.client("dung"), "csv"))
    values = {row[0]: row[1] for row in found if len(row) > 1}
    assert values["xã Bình Hòa"] == str(occurred("99102", len(MONTHS) - 2))
    assert values["tỉnh An Phước"] == str(sum(occurred(code, len(MONTHS) - 2) for code in COMMUNES))
    told = " ".join(row[0] for row in found if len(row) == 1)
    assert "cơ cấu đơn vị ngày 03/06/2022" in told
    assert "MÔ PHỎNG" in told


def test_a_missing_figure_is_words(site: Site) -> None:
    found = rows(taken(site.client("dung"), "csv", periods=MONTHS[-1]))
    values = {row[0]: row[1] for row in found if len(row) > 1}
    assert values["xã Đá Trắng"] == "chưa báo cáo"


def test_a_workbook_holds_no_formula(site: Site) -> None:
    content = taken(site.client("dung"), "xlsx", against="previous", targets="1")
    book = ZipFile(io.BytesIO(content))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert f"<v>{occurred('99102', len(MONTHS) - 2)}</v>" in sheet


@pytest.mark.parametrize(
    ("kind", "start"),
    [("docx", b"PK"), ("pdf", b"%PDF"), ("svg", b"<svg"), ("png", b"\x89PNG")],
)
def test_paper_and_pictures(site: Site, kind: str, start: bytes) -> None:
    assert taken(site.client("dung"), kind, view="bars").startswith(start)


def test_the_funnel_is_drawn(site: Site) -> None:
    assert b"<svg" in taken(site.client("dung"), "svg", view="funnel", m=CLEAR_UP)


def test_a_table_has_no_picture_and_no_other_kind(site: Site) -> None:
    client = site.client("dung")
    assert client.get(f"/analysis/export/svg/?{urlencode(ASKED)}").status_code == 422
    assert client.get("/analysis/export/exe/").status_code == 404


def test_a_public_file_hides_few_persons_and_what_gives_them_away(site: Site) -> None:
    asked = {"m": PERSONS, "breakdown": "1", "periods": MONTHS[-3]}
    own = rows(taken(site.client("dung"), "csv", **asked))
    public = rows(taken(site.client("dung"), "csv", public="1", **asked))
    few = [
        (down, at)
        for down, row in enumerate(own)
        for at, text in enumerate(row)
        if at and text.isdigit() and 0 < int(text) < 5
    ]
    assert few
    for down, at in few:
        assert public[down][at] == "đã che"
        # Men and women add up to all: at least one more figure of the row is gone as well.
        assert public[down].count("đã che") >= 2
    assert any("Bản công khai" in row[0] for row in public if row)
