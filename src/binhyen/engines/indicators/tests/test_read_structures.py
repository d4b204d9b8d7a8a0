"""Structures: the same values under the trees of their own time or under the tree of one day, to the unit."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By, Query
from binhyen.engines.indicators.tests.conftest import Land

LATER = date(2025, 7, 1)
COMMUNES = {
    "2022-02": ["00001", "00002", "00003", "00004", "00005", "00006"],
    "2022-03": ["00001", "00002", "00003", "00004", "00005", "00006"],
    "2022-12": ["00001", "00003", "00004", "00005", "00006"],
    "2023-01": ["00001", "00003", "00004", "00005", "00006"],
    "2025-07": ["00001", "00004", "00006"],
}
DAYS = [None, date(2020, 6, 1), date(2022, 6, 1), date(2024, 1, 1), LATER]


def test_names_are_those_of_the_structure(land: Land) -> None:
    land.load("00005,crime.occurred,2022-05,,4")
    assert "xã Ao Sen" in land.values("crime.occurred", "002", By.COMMUNE, "2022-05")
    renamed = land.values("crime.occurred", "002", By.COMMUNE, "2022-05", date(2024, 1, 1))
    assert renamed["xã Đầm Sen"] == 4


def test_a_divided_value_is_apportioned_to_the_unit_and_marked(land: Land) -> None:
    land.load("00003,crime.occurred,2022-05,,7", "00005,crime.occurred,2022-05,,1")
    frame = land.ask("crime.occurred", "01", By.DISTRICT, "2022-05", date(2024, 1, 1))
    cells = {cell.unit_name: cell for cell in frame}
    assert [cell.value for cell in cells.values()] == [5, 3]
    assert cells["thị xã Hạ Lưu"].estimated_part == 2
    assert cells["huyện Thượng Ngàn"].estimated
    # Both parts lie in the province, so nothing about its total is estimated.
    (total,) = frame.totals().values()
    assert (total.value, total.estimated) == (8, False)


def test_a_merged_unit_stands_in_its_successor(land: Land) -> None:
    land.load("00001,crime.occurred,2022-02,,3", "00002,crime.occurred,2022-02,,4")
    assert land.values("crime.occurred", "001", By.COMMUNE, "2022-02")["xã Đá Bạc"] == 4
    later = land.ask("crime.occurred", "01", By.COMMUNE, "2022-02", date(2022, 6, 1))
    cell = later.cell(land.id("00001", date(2022, 6, 1)))
    assert (cell.value, cell.reported, cell.expected, cell.estimated) == (7, 2, 2, False)


def test_old_values_are_read_in_the_two_level_structure(land: Land) -> None:
    land.load("00001,crime.occurred,2022-05,,3", "00006,crime.occurred,2022-05,,4")
    assert land.values("crime.occurred", "VN", By.PROVINCE, "2022-05", LATER) == {"tỉnh An Bình": 7}
    assert land.values("crime.occurred", "VN", By.COMMUNE, "2022-05", LATER) == {
        "xã Ngàn Xanh": 3,
        "phường Bến Cát": None,
        "xã Mũi Gió": 4,
    }


@st.composite
def _figures(draw: st.DrawFn) -> list[tuple[str, str, int]]:
    places = [(code, period) for period, codes in COMMUNES.items() for code in codes]
    chosen = draw(st.lists(st.sampled_from(places), min_size=1, unique=True))
    return [(code, period, draw(st.integers(0, 1000))) for code, period in chosen]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(figures=_figures())
def test_totals_are_equal_in_every_structure_at_every_level(
    land: Land, figures: list[tuple[str, str, int]]
) -> None:
    with transaction.atomic():
        land.load(*(f"{code},crime.occurred,{period},,{value}" for code, period, value in figures))
        assert api.verify_rollups() == []
        wanted: dict[str, int] = {}
        for _, period, value in figures:
            wanted[period] = wanted.get(period, 0) + value
        for day in DAYS:
            for by in By:
                _check(land, by, day, wanted)
            _check_below(land, day, wanted)
        transaction.set_rollback(True)


def _check(land: Land, by: By, day: date | None, wanted: dict[str, int]) -> None:
    if by is By.DISTRICT:
        if day is not None and day >= LATER:
            return
        wanted = {period: total for period, total in wanted.items() if day or period < "2025-07"}
    if wanted:
        frame = land.ask("crime.occurred", "VN", by, ",".join(wanted), day)
        found = dict.fromkeys(wanted, 0)
        for cell in frame:
            found[cell.period.code] += int(cell.value or 0)
        assert found == wanted, (by, day)
        assert {cell.period.code: cell.value for cell in frame.total_cells} == wanted, (by, day)


def _check_below(land: Land, day: date | None, wanted: dict[str, int]) -> None:
    """A province asked alone says of its communes what the country says of the province."""
    provinces = land.ask("crime.occurred", "VN", By.PROVINCE, ",".join(wanted), day)
    for province in provinces:
        query = Query(
            ("crime.occurred",), province.unit_id, By.COMMUNE, (province.period,), None, day
        )
        below = api.read(query)
        assert sum(cell.value or 0 for cell in below) == (province.value or 0)
        assert [cell.value for cell in below.total_cells] == [province.value]
        reported = {(cell.reported, cell.expected) for cell in below.total_cells}
        assert reported == {(province.reported, province.expected)}
