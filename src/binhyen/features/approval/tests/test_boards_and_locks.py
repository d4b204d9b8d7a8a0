"""The board by real dates, silence told from zero, rates over periods, and locks by right with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from binhyen.engines.indicators import api as figures
from binhyen.features.approval import api
from binhyen.features.approval.tests.conftest import DRUGS, MAY, Office, at
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import NotFound, RuleBroken


def get(office: Office, actor: Actor, name: str, **query: Any) -> Any:
    return office.client(actor).get(reverse(f"approval:{name}", args=[DRUGS, MAY]), query)


def board(office: Office, actor: Actor | None = None) -> api.Board:
    under = office.world.district.id
    return api.board(actor or office.thu, api.definition_of(DRUGS), office.period, under)


def test_silence_is_told_from_zero(office: Office) -> None:
    zero, busy, silent, *_ = office.communes()
    with at(15):
        office.submit(zero, cases=0)
        office.approve(busy)
    lines = {line.unit.id: line for line in board(office).units}
    assert (lines[zero.id].zero, lines[zero.id].timing) == (True, figures.Timing.ON_TIME)
    assert (lines[busy.id].zero, lines[busy.id].phase) == (False, figures.Phase.APPROVED)
    assert (lines[silent.id].zero, lines[silent.id].timing) == (False, figures.Timing.MISSING)
    text = get(office, office.thu, "board").content.decode()
    assert "báo cáo bằng 0" in text
    assert "Chưa nộp, quá hạn" in text


def test_the_province_sees_its_districts_and_drills_down(office: Office) -> None:
    with at(15):
        office.submit(office.communes()[0])
    found = api.board(
        office.dung, api.definition_of(DRUGS), office.period, office.world.province.id
    )
    assert found.total.expected == 7
    assert (found.total.on_time, found.total.missing) == (1, 6)
    of_district = next(line for line in found.levels if line.unit.id == office.world.district.id)
    assert of_district.on_time == 1
    assert of_district.timeliness == 1 / of_district.expected
    text = get(office, office.dung, "board").content.decode()
    assert f"under={office.world.district.id}" in text


def test_the_board_is_filtered_searched_and_taken_along(office: Office) -> None:
    units = office.communes()
    with at(17):
        office.submit(units[0])
    late = get(office, office.thu, "board", state="late").content.decode()
    assert "muộn 2 ngày" in late
    rows = (
        get(office, office.thu, "board_csv", state="missing")
        .content.decode("utf-8-sig")
        .splitlines()
    )
    assert len(rows) == len(units)  # a header, and all but the late one
    assert units[0].code not in "".join(rows[1:])
    named = get(office, office.thu, "board_csv", q="binh hoa").content.decode("utf-8-sig")
    assert "Bình Hòa" in named
    assert len(named.splitlines()) == 2


def test_rates_over_a_year_count_each_period_by_its_own_tree(office: Office) -> None:
    with at(15):
        office.submit(office.communes()[0])
    form = api.definition_of(DRUGS)
    periods = api.periods_until(form, office.period.last_day, 12)
    found = api.rates(office.thu, form, periods, office.world.district.id)
    assert len(found.totals) == 12
    assert found.totals[-1].completeness == 1 / found.totals[-1].expected
    assert found.totals[0].completeness == 0
    assert {line.unit.id for line in found.league} >= {unit.id for unit in office.communes()}
    assert get(office, office.thu, "rates").status_code == 200
    assert get(office, office.thu, "rates_csv").content.decode("utf-8-sig").startswith("unit_code,")


def test_a_lock_keeps_everybody_out_until_it_is_opened(office: Office) -> None:
    report_id = office.submit(office.world.commune)
    client, url = office.client(office.thu), reverse("approval:locks", args=[DRUGS, MAY])
    assert client.post(url, {"act": "lock", "reason": " "}).status_code == 422
    client.post(url, {"act": "lock", "reason": "Đã chốt với tỉnh"})
    with pytest.raises(RuleBroken, match="Đã chốt với tỉnh"):
        figures.approve_report(office.thu, report_id=report_id)
    shown = client.get(reverse("approval:report", args=[report_id])).content.decode()
    assert "Đã chốt với tỉnh" in shown
    done = client.post(
        reverse("approval:approve", args=[DRUGS, MAY]),
        {"reports": f"{report_id}:2", "confirmed": "1"},
    )
    assert "1 báo cáo không duyệt được" in done.content.decode()
    client.post(url, {"act": "unlock", "reason": "Sửa sót"})
    text = client.get(url).content.decode()
    assert text.index("Sửa sót") < text.index("Đã chốt với tỉnh")
    figures.approve_report(office.thu, report_id=report_id)


def test_who_may_not_lock_is_told_so(office: Office) -> None:
    url = reverse("approval:locks", args=[DRUGS, MAY])
    assert office.client(office.an).post(url, {"act": "lock", "reason": "x"}).status_code == 422
    assert api.locked(DRUGS, office.period, office.world.commune.id) is None
    assert "Khóa kỳ</button>" not in office.client(office.an).get(url).content.decode()


def test_an_outsider_sees_only_what_is_theirs(office: Office) -> None:
    with pytest.raises(NotFound):
        board(office, office.giang)
    for name in ("board", "rates", "locks", "board_csv", "rates_csv"):
        assert get(office, office.giang, name, under=office.world.district.id).status_code == 404
    own = get(office, office.giang, "board").content.decode()
    assert "Đá Trắng" in own
    assert "Bình Hòa" not in own


@pytest.mark.parametrize("name", ["admin:2022-Q1", "admin:2022-13", "nothing", "calendar:2022-05"])
def test_addresses_that_name_no_period_are_not_found(office: Office, name: str) -> None:
    client = office.client(office.thu)
    assert client.get(reverse("approval:board", args=[DRUGS, name])).status_code == 404
    assert client.get(reverse("approval:board", args=["nothing", MAY])).status_code == 404


@pytest.mark.parametrize(("name", "most"), [("board", 34), ("rates", 30), ("locks", 26)])
def test_pages_ask_few_statements(office: Office, name: str, most: int) -> None:
    for unit in office.communes():
        office.submit(unit)
    client = office.client(office.dung)
    client.get(reverse(f"approval:{name}", args=[DRUGS, MAY]))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(f"approval:{name}", args=[DRUGS, MAY])).status_code == 200
    assert len(seen) <= most, "\n".join(one["sql"][:150] for one in seen)
