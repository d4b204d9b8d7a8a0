"""The layout every form is drawn from."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.indicators import api
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.indicators.tests.folder import CATALOGUE, write_catalogue
from binhyen.kernel.errors import Invalid, NotFound

MONTHLY = CATALOGUE["reports/monthly.yaml"]
DAY = date(2022, 3, 1)
SECTIONS = """sections:
  - {vi: Tội phạm, en: Crime, lines: [crime.occurred, {element: crime.solved, note: Cả án cũ}, crime.persons]}
  - {vi: Xử phạt, en: Fines, lines: [fines, wards]}
header: {symbol: Biểu 01}
"""


def layout(land: Land, unit: str = "00001", period: str = "2022-03") -> api.FormLayout:
    return api.form_layout("monthly", land.id(unit, DAY), land.periods(period)[0])


def reload(land: Land, report: str) -> None:
    api.load_catalogue(land.actor, folder=write_catalogue(land.folder, reports=report))


def test_each_element_is_a_line_with_its_whole_and_its_options(land: Land) -> None:
    lines = {line.element: line for line in layout(land).lines()}
    assert [cell.ref for cell in lines["crime.persons"].cells] == [
        "crime.persons",
        "crime.persons[sex=f]",
        "crime.persons[sex=m]",
    ]
    assert [cell.label.vi for cell in lines["crime.persons"].cells] == ["Số đối tượng", "Nữ", "Nam"]
    assert (lines["fines"].cells[0].decimals, lines["fines"].cells[0].kind) == (2, "flow")
    assert lines["wards"].cells[0].kind == "stock"
    assert [line.number for line in layout(land).lines()] == ["1", "2", "3", "4", "5"]


def test_sections_come_from_the_groups_of_elements_when_none_are_named(land: Land) -> None:
    assert [len(section.lines) for section in layout(land).sections] == [3, 1, 1]
    reload(land, MONTHLY + SECTIONS)
    named = layout(land)
    assert [(one.number, one.title.vi) for one in named.sections] == [
        ("I", "Tội phạm"),
        ("II", "Xử phạt"),
    ]
    assert [line.note for line in named.lines()] == ["", "Cả án cũ", "", "", ""]
    assert named.header.symbol == "Biểu 01"


def test_sections_must_hold_every_element_once(land: Land) -> None:
    with pytest.raises(Invalid) as refusal:
        reload(land, MONTHLY + SECTIONS.replace("[fines, wards]", "[fines]"))
    assert "đúng một lần" in str(refusal.value)


def test_a_check_travels_as_a_tree_with_its_words(land: Land) -> None:
    (check,) = layout(land).checks
    assert check.condition == ["<=", ["value", "crime.solved"], ["value", "crime.occurred"]]
    assert check.words == (
        "Làm rõ (",
        "crime.solved",
        ") nhỏ hơn hoặc bằng Xảy ra (",
        "crime.occurred",
        ")",
    )
    assert (check.severity, check.advice) == ("error", "Kiểm tra lại số vụ.")


def test_the_version_is_that_of_the_form_not_of_unit_or_period_or_words(land: Land) -> None:
    first = layout(land)
    assert layout(land, "00004", "2022-05").version == first.version
    reload(land, MONTHLY.replace("Báo cáo tháng", "Báo cáo hằng tháng"))
    assert layout(land).version == first.version
    reload(land, MONTHLY.replace(", wards]", "]"))
    assert layout(land).version != first.version


def test_the_json_is_plain_and_says_who_and_when(land: Land) -> None:
    shown = json.loads(json.dumps(layout(land).as_json()))
    assert shown["unit"]["name"] == "xã Suối Mơ"
    assert shown["unit"]["above"] == ["huyện Thượng Ngàn", "tỉnh An Phước"]
    assert shown["period"]["code"] == "admin:2022-03"
    assert shown["sections"][0]["lines"][0]["cells"][0]["ref"] == "crime.occurred"


def test_it_costs_no_statement_once_the_catalogue_is_remembered(land: Land) -> None:
    unit, period = land.id("00001", DAY), land.periods("2022-03")[0]
    api.form_layout("monthly", unit, period)
    with CaptureQueriesContext(connection) as statements:
        api.form_layout("monthly", unit, period)
    assert len(statements) <= 3


def test_a_unit_of_another_time_has_no_form(land: Land) -> None:
    gone = land.id("00002", DAY)
    assert layout(land, "00002", "2022-02").unit.name == "xã Đá Bạc"
    with pytest.raises(NotFound):
        api.form_layout("monthly", gone, land.periods("2022-04")[0])
