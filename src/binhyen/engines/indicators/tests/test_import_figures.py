"""Importing a file: all or nothing, history for what changed, nothing for what did not."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.kernel.errors import DomainError, Invalid

MAY = "2022-05"


def test_it_puts_approved_values_into_every_total(land: Land) -> None:
    result = land.load("00001,crime.occurred,2022-05,,5", "00004,crime.occurred,2022-05,,7")
    assert (result.values, result.created, result.approved) == (2, 2, True)
    assert land.values("crime.occurred", "VN", By.UNIT, MAY) == {"Việt Nam": 12}
    assert land.values("crime.occurred", "01", By.DISTRICT, MAY) == {
        "huyện Thượng Ngàn": 5,
        "thị xã Hạ Lưu": 7,
    }


def test_without_approval_values_wait(land: Land) -> None:
    land.load("00001,crime.occurred,2022-05,,5", approve=False)
    (cell,) = land.ask("crime.occurred", "001", By.UNIT, MAY)
    assert (cell.value, cell.pending, cell.missing) == (None, 1, api.Missing.NOT_APPROVED)


def test_the_same_file_again_changes_nothing(land: Land) -> None:
    land.load("00001,crime.occurred,2022-05,,5")
    again = land.load("00001,crime.occurred,2022-05,,5")
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1)


def test_a_changed_value_is_a_new_version_with_its_file(land: Land) -> None:
    land.load("00001,crime.occurred,2022-05,,5", "00001,crime.solved,2022-05,,3")
    changed = land.load("00001,crime.occurred,2022-05,,6")
    assert changed.changed == 1
    state = api.report_state(
        land.actor,
        unit_id=land.id("00001", date(2022, 5, 14)),
        definition="monthly",
        period=land.periods(MAY)[0],
    )
    assert state is not None
    assert state.values == {"crime.occurred": 6, "crime.solved": 3}
    history = api.report_history(land.actor, report_id=state.id)
    assert [version.number for version in history] == [1, 2]
    assert history[1].batch is not None
    assert history[1].batch.file_name == "figures.csv"
    assert land.values("crime.occurred", "VN", By.UNIT, MAY) == {"Việt Nam": 6}
    assert api.verify_rollups() == []


def test_every_fault_is_told_and_nothing_written(land: Land) -> None:
    faulty = {
        "00001,crime.occurred,2022-05,,-1": "âm",
        "00001,crime.occurred,2022-06,,=1+1": "không phải là số",
        "00001,crime.solved,2022-05,,NaN": "không phải là số",
        "00001,crime.persons,2022-05,,<b>1</b>": "không phải là số",
        "00001,crime.persons,2022-05,x,1": "phân tổ",
        "99999,crime.occurred,2022-05,,1": "99999",
        "1,crime.occurred,2022-05,,1": "số 0 ở đầu",
        "00001,officers,2022-05,,1": "đếm",
        "00001,nothing,2022-05,,1": "nothing",
        "00001,crime.occurred,calendar:2022-05,,1": "admin",
        "00001,crime.occurred,2099-01,,1": "chưa đến",
        "00001,crime.occurred,2022,,1": "month",
        "00001,wards,2022-05,,": "ghi 0",
        "00001,wards,2022-05,,99999999999999999": "quá lớn",
        "00001,fines,2022-05,,1.234": "có thể là",
        "00001,crime.occurred,2022-05,,1,5": "cần 5 ô",
    }
    with pytest.raises(Invalid) as caught:
        land.load("00004,crime.occurred,2022-05,,5", *faulty)
    told = {row.row: row.message for row in caught.value.rows}
    for line, words in enumerate(faulty.values(), start=3):
        assert words in told[line], (line, told[line])
    assert land.values("crime.occurred", "VN", By.UNIT, MAY) == {"Việt Nam": None}


def test_a_value_given_twice_is_refused_with_both_lines(land: Land) -> None:
    with pytest.raises(Invalid) as caught:
        land.load(
            "00001,crime.occurred,2022-05,,5",
            "00001,crime.solved,2022-05,,5",
            "00001,crime.occurred,admin:2022-05,,5",
        )
    (fault,) = caught.value.rows
    assert fault.row == 4
    assert "dòng 2" in fault.message


def test_many_faults_are_capped_and_counted(land: Land) -> None:
    with pytest.raises(Invalid) as caught:
        land.load(*(f"00001,no.{n},2022-05,,1" for n in range(300)))
    assert len(caught.value.rows) == 201
    assert "100 lỗi nữa" in caught.value.rows[-1].message


def test_numbers_are_read_as_they_are_written_here(land: Land) -> None:
    land.load('00001,fines,2022-05,,"1.234,5"', "00004,fines,2022-05,,12.25")
    frame = land.ask("fines", "01", By.COMMUNE, MAY)
    assert [str(cell.value) for cell in frame if cell.value] == ["1234.50", "12.25"]


def test_a_code_means_the_bearer_on_the_last_day_else_on_the_first(land: Land) -> None:
    # Đá Bạc ended on 2022-03-10, inside the administrative month 2022-03.
    land.load("00002,crime.occurred,2022-03,,4", "00001,crime.occurred,2022-03,,1")
    assert land.values("crime.occurred", "01", By.COMMUNE, "2022-03")["xã Suối Mơ"] == 5
    assert land.values("crime.occurred", "001", By.UNIT, "2022-03") == {"huyện Thượng Ngàn": 5}
    assert api.verify_rollups() == []
    with pytest.raises(DomainError):
        land.load("00002,crime.occurred,2022-04,,4")


def test_a_period_of_another_calendar_names_the_right_one(land: Land) -> None:
    with pytest.raises(Invalid) as caught:
        land.load("00001,crime.occurred,calendar:2022-05,,4")
    assert "admin" in caught.value.rows[0].message
    assert caught.value.rows[0].column == "period"


def test_too_many_rows_are_refused_early(land: Land) -> None:
    path = land.file(*("00001,crime.occurred,2022-05,,1" for _ in range(50)))
    with pytest.raises(Invalid, match="10 dòng"):
        api.import_figures(land.actor, path=path, row_limit=10)
