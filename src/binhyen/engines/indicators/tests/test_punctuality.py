"""Reports against their deadlines: by real submissions, under the tree of each period, silent units told apart."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import Phase, Timing
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.indicators.tests.folder import CATALOGUE, write_catalogue
from binhyen.foundation.access.api import Actor, Grant
from binhyen.kernel import clock
from binhyen.kernel.errors import Invalid, NotFound, RuleBroken
from binhyen.kernel.memory import remembering

MONTHLY = CATALOGUE["reports/monthly.yaml"].replace(
    "deadlines: [{level: 0, recipient: Bộ, working_days: 2}]\napprovers: [{valid_from: 2019-01-01, level: 1}]",
    "deadlines: [{level: 2, recipient: Huyện, before_day: 16}, {level: 1, recipient: Tỉnh, before_day: 18},"
    " {level: 0, recipient: Bộ, before_day: 20}]\n"
    "approvers: [{valid_from: 2019-01-01, level: 2}, {valid_from: 2025-03-01, level: 1}]",
)
MAY = date(2022, 5, 14)


@pytest.fixture
def dated(land: Land) -> Land:
    api.load_catalogue(land.actor, folder=write_catalogue(land.folder, reports=MONTHLY))
    return land


def at(*when: int) -> Any:
    return clock.frozen(datetime(*when, tzinfo=UTC))


def hand_in(land: Land, code: str, day: int, *, approved: int | None = None, value: int = 1) -> int:
    period = land.periods("2022-05")[0]
    with at(2022, 5, day, 3):
        report = api.save_report(
            land.actor,
            unit_id=land.id(code, MAY),
            definition="monthly",
            period=period,
            values={"crime.occurred": value},
        )
        api.submit_report(land.actor, report_id=report.id)
    if approved:
        with at(2022, 5, approved, 3):
            api.approve_report(land.actor, report_id=report.id)
    return report.id


def ask(land: Land, under: str = "VN", periods: str = "2022-05", **more: Any) -> api.Punctuality:
    asked = land.periods(periods)
    under_id = land.id(under, asked[-1].last_day)
    return api.punctuality(
        land.actor, definition="monthly", periods=asked, under_id=under_id, **more
    )


def timings(land: Land, found: api.Punctuality, column: int = 0) -> dict[str, Timing]:
    codes = {land.id(code, MAY): code for code in ("00001", "00003", "00004", "00005", "00006")}
    return {
        codes[unit_id]: Timing(found.timing[row, column])
        for row, unit_id in enumerate(found.unit_ids)
        if unit_id in codes
    }


def test_it_tells_in_time_late_and_missing(dated: Land) -> None:
    hand_in(dated, "00001", 15)
    hand_in(dated, "00003", 16, approved=17)
    with at(2022, 5, 16, 4):
        found = ask(dated)
    assert timings(dated, found) == {
        "00001": Timing.ON_TIME,
        "00003": Timing.LATE,
        "00004": Timing.MISSING,
        "00005": Timing.MISSING,
        "00006": Timing.MISSING,
    }
    row = found.unit_ids.index(dated.id("00003", MAY))
    assert found.late_by[row, 0] == 10 * 3600 + 1
    with at(2022, 5, 15, 4):
        assert timings(dated, ask(dated))["00004"] is Timing.NOT_DUE


def test_a_report_sent_back_is_not_received_and_its_first_day_counts_when_it_returns(
    dated: Land,
) -> None:
    report_id = hand_in(dated, "00001", 15)
    with at(2022, 5, 16, 5):
        api.return_report(dated.actor, report_id=report_id, reason="Thiếu số")
        assert timings(dated, ask(dated))["00001"] is Timing.MISSING
    hand_in(dated, "00001", 17, approved=18, value=2)
    assert timings(dated, ask(dated))["00001"] is Timing.ON_TIME


def test_a_correction_leaves_the_first_submission_and_approval_in_time(dated: Land) -> None:
    hand_in(dated, "00001", 15, approved=17)
    hand_in(dated, "00001", 30, value=7)
    found = ask(dated)
    row = found.unit_ids.index(dated.id("00001", MAY))
    assert (found.timing[row, 0], found.phase[row, 0]) == (Timing.ON_TIME, Phase.CORRECTED)
    assert found.approval[row, 0] == Timing.ON_TIME


def test_late_approval_is_the_approvers_and_not_the_units(dated: Land) -> None:
    hand_in(dated, "00001", 15, approved=19)
    found = ask(dated)
    row = found.unit_ids.index(dated.id("00001", MAY))
    assert (found.timing[row, 0], found.approval[row, 0]) == (Timing.ON_TIME, Timing.LATE)


def test_an_earlier_day_sees_only_what_had_come(dated: Land) -> None:
    hand_in(dated, "00001", 15, approved=17)
    hand_in(dated, "00003", 20)
    found = ask(dated, on=date(2022, 5, 16))
    told = timings(dated, found)
    assert (told["00001"], told["00003"]) == (Timing.ON_TIME, Timing.MISSING)
    row = found.unit_ids.index(dated.id("00001", MAY))
    assert found.phase[row, 0] == Phase.SUBMITTED


def test_levels_add_up_under_the_tree_of_each_period(dated: Land) -> None:
    hand_in(dated, "00001", 15)
    hand_in(dated, "00005", 20)
    found = ask(dated, periods="2022-02,2022-05,2025-08")
    country = found.rolled_up(0)
    assert country.expected.tolist() == [[6, 5, 3]]
    assert country.on_time.tolist() == [[0, 1, 0]]
    assert country.late.tolist() == [[0, 1, 0]]
    assert country.missing.tolist() == [[6, 3, 3]]
    districts = found.rolled_up(2)
    assert districts.expected.sum(axis=0).tolist() == [6, 5, 0]
    by_id = dict(zip(districts.unit_ids, districts.on_time[:, 1].tolist(), strict=True))
    assert by_id[dated.id("001", MAY)] == 1
    rates = country.rate(country.received)
    assert rates.tolist() == [[0.0, 0.4, 0.0]]
    assert np.isnan(districts.rate(districts.received)[0, 2])


def test_a_level_that_has_ended_is_told_so(dated: Land) -> None:
    (may, later) = dated.periods("2022-05,2025-08")
    assert api.due("monthly", may, 2).date() == date(2022, 5, 15)
    assert api.due("monthly", later, 1).date() == date(2025, 8, 17)
    with pytest.raises(RuleBroken, match="không nhận"):
        api.due("monthly", later, 2)


def test_it_reads_the_country_in_three_statements(dated: Land) -> None:
    hand_in(dated, "00001", 20, approved=21)
    ask(dated, periods="2022-01..2022-12")
    with remembering(), CaptureQueriesContext(connection) as seen:
        ask(dated, periods="2022-01..2022-12")
    assert len([one for one in seen if "indicators_report" in one["sql"]]) == 2
    assert (
        len(seen) <= 6
    )  # the states of catalogue and tree, the reports, the first times of late ones


def test_an_outsider_sees_nothing_and_wrong_periods_are_refused(dated: Land) -> None:
    there = dated.id("002", MAY)
    giang = Actor("person", 7, "Giang", (Grant("x", frozenset({"figures.view"}), there),))
    period = dated.periods("2022-05")
    with pytest.raises(NotFound):
        api.punctuality(giang, definition="monthly", periods=period, under_id=dated.id("001", MAY))
    own = api.punctuality(giang, definition="monthly", periods=period, under_id=there)
    assert len(own.unit_ids) == 2
    with pytest.raises(Invalid, match="2022-Q1"):
        ask(dated, periods="2022-Q1")
