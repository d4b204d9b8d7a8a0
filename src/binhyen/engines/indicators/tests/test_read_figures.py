"""Reading: zero is not "not reported", rates are divided last, longer periods are put together from report periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By, Missing, Query
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.units.api import structure
from binhyen.kernel.errors import Invalid, NotFound, RuleBroken

MAY = "2022-05"


def test_zero_is_reported_and_absence_is_not(land: Land) -> None:
    land.load("00001,crime.occurred,2022-05,,0")
    frame = land.ask("crime.occurred", "01", By.COMMUNE, MAY)
    by_name = {cell.unit_name: cell for cell in frame}
    zero, absent = by_name["xã Suối Mơ"], by_name["xã Tân Lập"]
    assert (zero.value, zero.reported, zero.missing) == (0, 1, None)
    assert (absent.value, absent.reported, absent.missing) == (None, 0, Missing.NOT_REPORTED)
    (total,) = frame.totals().values()
    assert (total.value, total.reported, total.expected) == (0, 1, 4)


def test_wards_may_report_too(land: Land) -> None:
    land.load("00004,crime.occurred,2022-05,,3")
    assert land.values("crime.occurred", "002", By.COMMUNE, MAY)["phường Bến Cát"] == 3


def test_a_rate_divides_the_sums_and_keeps_its_parts(land: Land) -> None:
    land.load(
        "00001,crime.solved,2022-05,,51",
        "00001,crime.occurred,2022-05,,61",
        "00003,crime.solved,2022-05,,0",
        "00003,crime.occurred,2022-05,,1",
    )
    (cell,) = land.ask("clear_up", "001", By.UNIT, MAY)
    assert (cell.numerator, cell.denominator) == (51, 62)
    assert cell.value == Decimal("82.2580645161")
    assert (cell.reported, cell.expected) == (2, 2)


def test_a_unit_that_lacks_an_input_is_left_out_of_both_parts(land: Land) -> None:
    land.load(
        "00001,crime.solved,2022-05,,5",
        "00001,crime.occurred,2022-05,,10",
        "00003,crime.occurred,2022-05,,90",
    )
    (cell,) = land.ask("clear_up", "001", By.UNIT, MAY)
    assert (cell.value, cell.denominator, cell.reported, cell.expected) == (50, 10, 1, 2)
    by_commune = land.ask("clear_up", "001", By.COMMUNE, MAY)
    lacking = next(cell for cell in by_commune if cell.unit_name == "xã Tân Lập")
    assert (lacking.value, lacking.missing) == (None, Missing.NOT_REPORTED)


def test_skip_all_reads_a_missing_input_as_zero(land: Land) -> None:
    land.load("00001,crime.solved,2022-05,,5", "00003,crime.persons,2022-05,f,2")
    assert land.values("solved_or_fined", "001", By.UNIT, MAY) == {"huyện Thượng Ngàn": 7}
    assert land.values("solved_or_fined", "002", By.UNIT, MAY) == {"thị xã Hạ Lưu": None}


def test_division_by_zero_is_missing_with_its_reason(land: Land) -> None:
    land.load("00001,crime.solved,2022-05,,0", "00001,crime.occurred,2022-05,,0")
    (cell,) = land.ask("clear_up", "001", By.UNIT, MAY)
    assert (cell.value, cell.missing) == (None, Missing.DIVISION_BY_ZERO)


def test_a_breakdown_is_read_by_its_option(land: Land) -> None:
    land.load("00001,crime.persons,2022-05,f,2", "00001,crime.persons,2022-05,m,5")
    frame = land.ask("crime.persons", "01", By.UNIT, MAY, None, "m")
    assert [cell.value for cell in frame] == [5]
    assert [cell.value for cell in land.ask("crime.persons", "01", By.UNIT, MAY)] == [None]


def test_longer_periods_add_up_and_name_their_months(land: Land) -> None:
    land.load(
        *(f"00001,crime.occurred,2022-{month:02d},,{month}" for month in range(1, 7)),
    )
    frame = land.ask("crime.occurred", "01", By.UNIT, "2022-Q1,2022-H1")
    assert [cell.value for cell in frame] == [6, 21]
    assert frame.months_used["2022-Q1"] == ("admin:2022-01", "admin:2022-02", "admin:2022-03")
    (conference,) = land.ask(
        "crime.occurred", "01", By.UNIT, "2022-02-01..2022-05-20"
    )  # two days of the administrative calendar
    assert conference.value == 2 + 3 + 4 + 5


def test_a_stock_takes_the_last_reported_value_of_each_unit(land: Land) -> None:
    land.load(
        "00001,wards,2022-04,,10",
        "00001,wards,2022-05,,12",
        "00003,wards,2022-04,,3",
        "00002,wards,2022-02,,8",
    )
    # Đá Bạc merged into Suối Mơ on 2022-03-10, and Suối Mơ has reported since: its 8 are in there.
    assert land.values("wards", "001", By.UNIT, "2022-H1") == {"huyện Thượng Ngàn": 15}
    assert land.values("wards", "001", By.UNIT, "2022-Q1") == {"huyện Thượng Ngàn": 8}


def test_counted_elements_are_taken_on_the_last_day(land: Land) -> None:
    asked: list[date] = []

    def count(on: date, under_id: int) -> Mapping[int, int]:
        asked.append(on)
        return {unit.id: 2 for unit in structure(on).at_level(3, under_id)}

    api.register_counter("test.officers", count)
    frame = land.ask("officers", "01", By.DISTRICT, "2022-Q2")
    assert [cell.value for cell in frame] == [4, 4]
    assert set(asked) == {date(2022, 6, 14)}
    under_id = land.id("01", date(2022, 5, 1))
    on_day = api.read(Query(("officers",), under_id, By.UNIT, on=date(2022, 5, 1)))
    assert [cell.value for cell in on_day] == [8]


def test_a_counted_denominator_leaves_out_units_without_report(land: Land) -> None:
    api.register_counter(
        "test.officers",
        lambda on, under_id: {unit.id: 2 for unit in structure(on).at_level(3, under_id)},
    )
    land.load("00001,crime.occurred,2022-05,,6")
    (cell,) = land.ask("per_officer", "001", By.UNIT, MAY)
    assert (cell.value, cell.numerator, cell.denominator) == (3, 6, 2)


def test_nobody_counting_is_said(land: Land) -> None:
    (cell,) = land.ask("uncounted", "01", By.UNIT, MAY)
    assert (cell.value, cell.missing) == (None, Missing.NOT_COUNTED)


def test_rows_by_district_are_refused_where_districts_are_gone(land: Land) -> None:
    with pytest.raises(RuleBroken, match="không còn cấp huyện"):
        land.ask("crime.occurred", "VN", By.DISTRICT, "2025-09")
    with pytest.raises(RuleBroken, match="không còn cấp huyện"):
        land.ask("crime.occurred", "VN", By.DISTRICT, MAY, date(2025, 7, 1))


def test_unknown_measures_and_mixed_up_questions_are_refused(land: Land) -> None:
    with pytest.raises(NotFound, match="nothing"):
        land.ask("nothing", "01", By.UNIT, MAY)
    query = Query(("crime.occurred",), land.id("01", date(2022, 5, 1)), on=date(2022, 5, 1))
    with pytest.raises(Invalid, match="cộng theo kỳ"):
        api.read(query)
    with pytest.raises(Invalid, match="đúng một trong hai"):
        api.read(replace(query, on=None))
    with pytest.raises(RuleBroken, match="cấp thấp hơn"):
        land.ask("crime.occurred", "001", By.PROVINCE, MAY)
