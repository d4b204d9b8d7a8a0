"""Explaining: the formula in words, the reports behind it, who did not report, and what came through a division."""

from __future__ import annotations

from datetime import date

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By, Origin, Query
from binhyen.engines.indicators.tests.conftest import Land

MAY = "2022-05"


def explained(land: Land, measure: str, under: str, as_of: date | None = None) -> api.Explanation:
    periods = land.periods(MAY)
    unit_id = land.id(under, as_of or periods[-1].last_day)
    return api.explain(Query((measure,), unit_id, By.UNIT, periods, None, as_of), unit_id)


def test_a_rate_is_told_in_words_down_to_the_file(land: Land) -> None:
    land.load("00001,crime.solved,2022-05,,51", "00001,crime.occurred,2022-05,,61")
    told = explained(land, "clear_up", "001")
    assert told.words == "Số vụ làm rõ (51) chia Số vụ xảy ra (61) nhân 100 = 83,6 %"
    assert told.not_reported == ("xã Tân Lập",)
    assert [part.cell.value for part in told.inputs] == [51, 61]
    (source,) = told.inputs[0].sources
    assert (source.unit_name, source.version, source.document) == ("xã Suối Mơ", 1, "figures.csv")
    assert (source.origin, source.approved_by) == (Origin.IMPORT, "Người vận hành")
    assert source.approved_at is not None


def test_sources_sum_to_the_figure_and_estimates_name_their_succession(land: Land) -> None:
    land.load("00003,crime.occurred,2022-05,,7", "00001,crime.occurred,2022-05,,2")
    told = explained(land, "crime.occurred", "001", date(2024, 1, 1))
    assert told.cell.value == sum(source.counted for source in told.sources) == 7
    divided = next(source for source in told.sources if source.estimated)
    assert (divided.value, divided.counted) == (7, 5)
    assert "2/NQ" in divided.via
    assert told.words == "Cộng 2 giá trị đã duyệt của 2 đơn vị = 7 vụ"


def test_a_stated_figure_stands_beside_the_computed_one(land: Land) -> None:
    land.load("00001,crime.occurred,2022-05,,38")
    (figure,) = api.stated("crime.occurred", land.id("01", date(2022, 5, 1)))
    assert (figure.stated, figure.computed, figure.difference) == (40, 38, -2)
    assert api.stated("clear_up", land.id("01", date(2022, 5, 1))) == []
