"""Bulk approval: one write of the totals a period, the sound ones go in, the others are told why."""

from __future__ import annotations

from datetime import date

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By
from binhyen.engines.indicators.models import ReportVersion
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.indicators.tests.test_statement_counts import CODES, statements
from binhyen.foundation.access.api import Actor, Grant

MONTHS = ("2022-04", "2022-05")


def submitted(land: Land, month: str, codes: list[str]) -> list[int]:
    found = []
    for number, code in enumerate(codes, start=1):
        period = land.periods(month)[0]
        report = api.save_report(
            land.actor,
            unit_id=land.id(code, period.last_day),
            definition="monthly",
            period=period,
            values={"crime.occurred": number, "fines": "1,25"},
        )
        api.submit_report(land.actor, report_id=report.id)
        found.append(report.id)
    return found


def test_many_periods_go_in_together_and_exactly(land: Land) -> None:
    ids = [one for month in MONTHS for one in submitted(land, month, CODES)]
    done = api.approve_reports(land.actor, report_ids=[*reversed(ids), ids[0]])
    assert (sorted(done.approved), done.refused) == (ids, ())
    for month in MONTHS:
        assert land.values("crime.occurred", "VN", By.UNIT, month) == {"Việt Nam": 15}
    assert api.verify_rollups() == []
    assert ReportVersion.objects.filter(status="approved").count() == len(ids)


def test_what_cannot_be_approved_is_told_and_left_alone(land: Land) -> None:
    ids = submitted(land, "2022-05", CODES)
    day = date(2022, 5, 14)
    rights = frozenset({"figures.approve", "figures.view"})
    grants = tuple(Grant("x", rights, land.id(code, day)) for code in CODES[:2])
    district = Actor("person", 3, "Chi", grants)
    done = api.approve_reports(district, report_ids=[*ids, 10**6])
    assert done.approved == tuple(ids[:2])
    assert [report_id for report_id, _ in done.refused] == [*ids[2:], 10**6]
    again = api.approve_reports(land.actor, report_ids=ids)
    assert again.approved == tuple(ids[2:])
    assert all("đã nộp" in why for _, why in again.refused)


def test_it_costs_the_same_for_two_and_for_five(land: Land) -> None:
    few, many = submitted(land, "2022-04", CODES[:2]), submitted(land, "2022-05", CODES)
    first = statements(lambda: api.approve_reports(land.actor, report_ids=few))
    second = statements(lambda: api.approve_reports(land.actor, report_ids=many))
    assert second <= first <= 20
