"""Locks: whoever holds the right shuts a period for a unit and all below it; no way of writing goes past."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import ReportState
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.indicators.tests.test_save_report import save
from binhyen.foundation.access.api import Actor, Grant
from binhyen.kernel.errors import Invalid, NotFound, Refused, RuleBroken

MAY, DAY = "2022-05", date(2022, 5, 14)


def lock(land: Land, code: str, actor: Actor | None = None, period: str = MAY) -> None:
    api.lock_period(actor or land.actor, **place(land, code, period), reason="Đã tổng hợp")


def unlock(land: Land, code: str, actor: Actor | None = None) -> None:
    api.unlock_period(actor or land.actor, **place(land, code), reason="Đính chính")


def place(land: Land, code: str, period: str = MAY) -> dict[str, Any]:
    return {
        "definition": "monthly",
        "period": land.periods(period)[0],
        "unit_id": land.id(code, land.periods(period)[0].last_day),
    }


def is_locked(land: Land, code: str) -> bool:
    named = place(land, code)
    return api.locked(named["definition"], named["period"], named["unit_id"]) is not None


def submitted(land: Land) -> ReportState:
    report = save(land, {"crime.occurred": 5})
    return api.submit_report(land.actor, report_id=report.id)


def test_a_lock_covers_everything_below_and_every_way_of_writing(land: Land) -> None:
    report = submitted(land)
    lock(land, "01")
    assert [is_locked(land, code) for code in ("00001", "001", "01", "02")] == [True] * 3 + [False]
    writing = [
        lambda: save(land, {"crime.occurred": 6}),
        lambda: save(land, {"crime.occurred": 6}, autosave=True),
        lambda: api.report_nothing(land.actor, **place(land, "00001")),
        lambda: api.approve_report(land.actor, report_id=report.id),
        lambda: api.return_report(land.actor, report_id=report.id, reason="Sai"),
    ]
    for write in writing:
        with pytest.raises(RuleBroken, match="Đã tổng hợp"):
            write()
    for approve in (True, False):
        with pytest.raises(Invalid) as caught:
            land.load("00001,crime.occurred,2022-05,,9", "00006,wards,2022-05,,9", approve=approve)
        (row,) = caught.value.rows
        assert (row.row, row.column) == (2, "period")
        assert "khóa" in row.message
    done = api.approve_reports(land.actor, report_ids=[report.id])
    assert done.approved == ()
    assert "khóa" in done.refused[0][1]
    assert land.values("crime.occurred", "VN", api.By.UNIT, MAY) == {"Việt Nam": None}
    unlock(land, "01")
    assert api.approve_report(land.actor, report_id=report.id).approved_values


def test_one_commune_is_opened_while_its_province_stays_shut(land: Land) -> None:
    lock(land, "01")
    unlock(land, "00001")
    assert [is_locked(land, code) for code in ("00001", "00003", "01")] == [False, True, True]
    save(land, {"crime.occurred": 6})
    with pytest.raises(RuleBroken, match="đã khóa"):
        lock(land, "001")
    lock(land, "00001")
    assert is_locked(land, "00001")


def test_who_is_below_cannot_open_what_is_shut_above(land: Land) -> None:
    rights = frozenset({"figures.lock"})
    district = Actor("person", 3, "Chi", (Grant("x", rights, land.id("001", DAY)),))
    lock(land, "01")
    with pytest.raises(Refused):
        unlock(land, "001", district)
    with pytest.raises(Refused):
        lock(land, "002", district)
    unlock(land, "01")
    lock(land, "001", district)
    unlock(land, "001", district)
    assert not is_locked(land, "00001")
    with pytest.raises(RuleBroken, match="chưa khóa"):
        unlock(land, "001", district)


def test_a_unit_that_ended_within_the_period_is_held_where_its_figures_stand(land: Land) -> None:
    # Đá Bạc merged into Suối Mơ within the administrative month 2022-03.
    lock(land, "001", period="2022-03")
    ended = land.id("00002", date(2022, 3, 1))
    assert api.locked("monthly", land.periods("2022-03")[0], ended) is not None
    with pytest.raises(Invalid):
        land.load("00002,crime.occurred,2022-03,,4")


def test_a_lock_says_who_when_and_why(land: Land) -> None:
    with pytest.raises(Invalid, match="lý do"):
        api.lock_period(land.actor, **place(land, "01"), reason=" ")
    with pytest.raises(NotFound):
        api.lock_period(land.actor, **{**place(land, "01"), "unit_id": 10**6}, reason="x")
    lock(land, "01")
    named = place(land, "00001")
    found = api.locked(named["definition"], named["period"], named["unit_id"])
    assert found is not None
    assert (found.unit_name, found.reason) == ("tỉnh An Phước", "Đã tổng hợp")


def test_states_of_the_whole_country_tell_silence_and_locks(land: Land) -> None:
    from binhyen.engines.indicators.tests.test_statement_counts import statements

    report = submitted(land)
    lock(land, "02")
    rows = api.report_states("monthly", land.periods(MAY)[0], land.id("VN", DAY))
    told = {row.unit_code: (row.report_id, row.status, row.locked) for row in rows}
    assert told == {
        "00001": (report.id, api.Status.SUBMITTED, False),
        "00003": (None, None, False),
        "00004": (None, None, False),
        "00005": (None, None, False),
        "00006": (None, None, True),
    }
    under = land.id("VN", DAY)
    period = land.periods(MAY)[0]
    assert statements(lambda: api.report_states("monthly", period, under)) <= 6
    seen = frozenset({"figures.view"})
    actor = Actor("person", 4, "Dũng", (Grant("x", seen, land.id("00006", DAY)),))
    (own,) = api.report_states("monthly", period, under, actor=actor)
    assert own.unit_code == "00006"
