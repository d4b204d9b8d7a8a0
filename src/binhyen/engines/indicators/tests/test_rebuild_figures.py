"""Rebuilding: everything derived comes back the same, wrong totals are told and mended, a cut one goes on."""

from __future__ import annotations

from datetime import date

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By
from binhyen.engines.indicators.models import ReportingPeriod, RollUp
from binhyen.engines.indicators.queries.rebuilding import progress
from binhyen.engines.indicators.tests.conftest import Land


def _rebuilt(land: Land) -> list[api.Rebuilt]:
    return [rebuilt for _, _, rebuilt in api.rebuild_all(land.actor)]


def _loaded(land: Land) -> None:
    # Đá Bạc (00002) ended within 2022-03 and stands where its successor does.
    land.load(
        *(f"{code},crime.occurred,2022-03,,{code[-1]}" for code in ("00001", "00002", "00003"))
    )
    land.load("00004,crime.occurred,2022-04,,4", "00004,fines,2022-04,,1.25")


def test_what_is_right_stays_as_it_is(land: Land) -> None:
    _loaded(land)
    before = list(RollUp.objects.order_by("id").values())
    found = _rebuilt(land)
    assert [(one.period, one.values, len(one.differences)) for one in found] == [
        ("2022-03", 3, 0),
        ("2022-04", 2, 0),
    ]
    assert list(RollUp.objects.order_by("id").values()) == before


def test_what_was_wrong_is_told_and_mended(land: Land) -> None:
    _loaded(land)
    RollUp.objects.filter(unit_id=land.id("VN", date(2022, 3, 14))).update(sums={"1": 9})
    RollUp.objects.filter(unit_id=land.id("002", date(2022, 4, 14))).delete()
    assert [len(one.differences) for one in _rebuilt(land)] == [1, 2]
    assert api.verify_rollups() == []
    assert land.values("crime.occurred", "VN", By.UNIT, "2022-03") == {"Việt Nam": 6}


def test_one_that_was_cut_off_goes_on(land: Land) -> None:
    _loaded(land)
    first = api.rebuild_all(land.actor)
    next(first)
    next(first)  # the first period is marked once the second is asked for
    first.close()
    assert [period.code for period in progress.waiting_periods()] == []
    land.load("00001,crime.occurred,2022-03,,8")
    assert [one.period for one in _rebuilt(land)] == ["2022-03"]
    assert len(_rebuilt(land)) == ReportingPeriod.objects.count()
