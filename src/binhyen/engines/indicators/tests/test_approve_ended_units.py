"""Reports of units that have ended: whoever was above them on the period's last day, or follows, still approves."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.engines.indicators import api
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.foundation.access.api import Actor, Grant
from binhyen.kernel.errors import DomainError

TODAY, THEN = date(2026, 11, 1), date(2022, 5, 14)
RIGHTS = frozenset({"figures.approve", "figures.view"})


def officer(scope_id: int | None) -> Actor:
    return Actor("person", 7, "Chi", (Grant("x", RIGHTS, scope_id),))


def submitted(land: Land, number: int) -> int:
    """A report of Tân Lập, which was divided in 2023, in a district and a province that ended in 2025."""
    period = land.periods("2022-05")[0]
    report = api.save_report(
        land.actor,
        unit_id=land.id("00003", period.last_day),
        definition="monthly",
        period=period,
        values={"crime.occurred": number, "fines": "1,25"},
    )
    api.submit_report(land.actor, report_id=report.id)
    return report.id


def insiders(land: Land) -> list[Actor]:
    """The merged province, the province and the district of that time, the ministry."""
    places = [land.id("01", TODAY), land.id("01", THEN), land.id("001", THEN), land.id("VN", TODAY)]
    return [officer(scope_id) for scope_id in [*places, None]]


def test_whoever_follows_sees_returns_and_approves(land: Land) -> None:
    for turn, actor in enumerate(insiders(land)):
        report_id = submitted(land, 3 * turn)
        period = land.periods("2022-05")[0]
        assert api.report_by_id(actor, report_id).id == report_id
        (group,) = api.waiting_groups(actor)
        assert (group.period, group.count) == (period, 1)
        rows = api.waiting_reports(actor, definition="monthly", period=period)
        assert [row.report_id for row in rows] == [report_id]
        api.return_report(actor, report_id=report_id, reason="Xem lại")
        assert submitted(land, 3 * turn + 1) == report_id
        assert api.approve_report(actor, report_id=report_id).status == "approved"
        assert submitted(land, 3 * turn + 2) == report_id
        assert api.approve_reports(actor, report_ids=[report_id]).approved == (report_id,)
    assert api.verify_rollups() == []


def test_outsiders_see_nothing(land: Land) -> None:
    report_id = submitted(land, 3)
    strangers = [
        land.id("02", THEN),  # the province beside it, since merged into the same new one
        land.id("002", THEN),  # the district that got a part of the commune later
        land.id("00001", TODAY),  # the commune that got the other part, twice over
        land.id("00004", TODAY),
    ]
    for actor in map(officer, strangers):
        assert api.waiting_groups(actor) == []
        with pytest.raises(DomainError):
            api.report_by_id(actor, report_id)
        with pytest.raises(DomainError):
            api.approve_report(actor, report_id=report_id)
        with pytest.raises(DomainError):
            api.return_report(actor, report_id=report_id, reason="Xem lại")
        done = api.approve_reports(actor, report_ids=[report_id])
        assert (done.approved, [one for one, _ in done.refused]) == ((), [report_id])
    assert api.report_by_id(land.actor, report_id).status == "submitted"
