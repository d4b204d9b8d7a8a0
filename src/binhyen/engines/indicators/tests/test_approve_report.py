"""A report's way from draft to total: corrections are versions, totals follow exactly, nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By, Missing, ReportState, Status
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.foundation.access.api import Actor, Grant
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused, RuleBroken

MAY = "2022-05"
Values = Mapping[Any, Any]


def save(land: Land, values: Values, actor: Actor | None = None, **more: Any) -> ReportState:
    return api.save_report(
        actor or land.actor,
        unit_id=land.id("00001", date(2022, 5, 1)),
        definition="monthly",
        period=land.periods(MAY)[0],
        values=values,
        **more,
    )


def total(land: Land) -> object:
    return land.values("crime.occurred", "VN", By.UNIT, MAY)["Việt Nam"]


def approve(land: Land, report_id: int) -> ReportState:
    api.submit_report(land.actor, report_id=report_id)
    return api.approve_report(land.actor, report_id=report_id)


def test_only_approval_reaches_the_total(land: Land) -> None:
    report = save(land, {"crime.occurred": 5})
    assert total(land) is None
    api.submit_report(land.actor, report_id=report.id)
    (cell,) = land.ask("crime.occurred", "VN", By.UNIT, MAY)
    assert (cell.value, cell.pending, cell.missing) == (None, 1, Missing.NOT_APPROVED)
    assert api.approve_report(land.actor, report_id=report.id).status is Status.APPROVED
    assert total(land) == 5


def test_a_correction_counts_only_when_approved_and_then_exactly(land: Land) -> None:
    land.load("00003,crime.occurred,2022-05,,7")
    report = save(land, {"crime.occurred": 5, "crime.persons[sex=f]": 2})
    approve(land, report.id)
    save(land, {"crime.occurred": 9})
    assert total(land) == 12
    approve(land, report.id)
    assert total(land) == 16
    assert api.verify_rollups() == []
    numbers = [v.number for v in api.report_history(land.actor, report_id=report.id)]
    assert numbers == [1, 2, 3, 4, 5, 6]


def test_a_value_taken_back_is_not_reported_again(land: Land) -> None:
    report = save(land, {"crime.occurred": 5, "wards": 1})
    approve(land, report.id)
    save(land, {"crime.occurred": None})
    approve(land, report.id)
    assert total(land) is None
    assert api.verify_rollups() == []


def test_a_returned_report_keeps_what_was_approved(land: Land) -> None:
    report = save(land, {"crime.occurred": 5})
    approve(land, report.id)
    save(land, {"crime.occurred": 50})
    api.submit_report(land.actor, report_id=report.id)
    returned = api.return_report(land.actor, report_id=report.id, reason="Số tăng đột biến")
    assert (returned.status, returned.comment) == (Status.RETURNED, "Số tăng đột biến")
    assert total(land) == 5
    with pytest.raises(Invalid, match="lý do"):
        api.return_report(land.actor, report_id=report.id, reason=" ")


def test_two_people_cannot_overwrite_each_other(land: Land) -> None:
    save(land, {"crime.occurred": 5}, base_version=0)
    save(land, {"crime.occurred": 6}, base_version=1)
    with pytest.raises(Conflict, match="phiên bản 1"):
        save(land, {"crime.occurred": 7}, base_version=1)


def test_figures_that_cannot_be_true_together_are_not_submitted(land: Land) -> None:
    report = save(land, {"crime.occurred": 5, "crime.solved": 6})
    with pytest.raises(RuleBroken, match="Làm rõ không quá xảy ra"):
        api.submit_report(land.actor, report_id=report.id)


def test_what_is_not_in_the_report_is_refused(land: Land) -> None:
    for values in ({"officers": 1}, {"crime.occurred": -1}, {"crime.persons[sex=x]": 1}):
        with pytest.raises(Invalid):
            save(land, values)
    with pytest.raises(NotFound):
        save(land, {"nothing": 1})


def test_an_outsider_neither_writes_nor_reads(land: Land) -> None:
    there = land.id("002", date(2022, 5, 1))
    permissions = frozenset({"figures.enter", "figures.approve", "figures.view"})
    outsider = Actor("person", 7, "Giang", (Grant("x", permissions, there),))
    with pytest.raises(Refused):
        save(land, {"crime.occurred": 1}, outsider)
    query = api.Query(
        ("crime.occurred",), land.id("001", date(2022, 5, 1)), periods=land.periods(MAY)
    )
    with pytest.raises(NotFound):
        api.read(query, outsider)
    own = api.Query(("crime.occurred",), there, periods=land.periods(MAY))
    assert len(api.read(own, outsider).cells) == 1
    with pytest.raises(NotFound):
        api.report_history(outsider, report_id=save(land, {"crime.occurred": 1}).id)
