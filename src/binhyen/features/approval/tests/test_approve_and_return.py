"""From the in-box to the total: what needs attention on top, bulk approval, return with a reason for each cell."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from binhyen.engines.indicators import api as figures
from binhyen.features.approval import api
from binhyen.features.approval.api import Reason
from binhyen.features.approval.tests.conftest import DRUGS, MAY, Office, at
from binhyen.kernel.errors import NotFound


def url(name: str, *more: Any) -> str:
    return reverse(f"approval:{name}", args=more or (DRUGS, MAY))


def waiting(office: Office) -> list[api.Waiting]:
    return api.waiting(office.thu, api.definition_of(DRUGS), office.period)


def reasons(office: Office) -> dict[str, list[Reason]]:
    return {one.unit.code: [point.reason for point in one.points] for one in waiting(office)}


def test_the_in_box_counts_what_the_own_level_approves(office: Office) -> None:
    first, second = office.communes()[:2]
    office.submit(first)
    office.approve(second)
    office.submit(second, cases=9)
    (tray,) = api.trays(office.thu)
    assert (tray.mine, tray.group.count, tray.group.corrections) == (True, 2, 1)
    assert tray.due is not None
    assert tray.due.at.date().isoformat() == "2022-05-17"
    (of_province,) = api.trays(office.dung)
    assert not of_province.mine
    assert api.trays(office.giang) == []


def test_what_needs_attention_stands_on_top_with_its_reasons(office: Office) -> None:
    calm, changed, corrected, returned = office.communes()[:4]
    for unit in (calm, changed):
        office.approve(unit, "admin:2022-04", persons=3)
    office.submit(calm, persons=4)
    office.submit(changed, persons=40)
    office.approve(corrected)
    office.submit(corrected, cases=3)
    report_id = office.submit(returned)
    figures.return_report(office.thu, report_id=report_id, reason="Thiếu")
    office.submit(returned, cases=4)
    found = reasons(office)
    assert list(found)[-1] == calm.code
    # The clock stands after the deadline of the 15th: a first submission is late, a second one counts from the first.
    assert found == {
        corrected.code: [Reason.CORRECTION],
        changed.code: [Reason.CHANGE, Reason.LATE],
        returned.code: [Reason.RETURNED],
        calm.code: [Reason.LATE],
    }


def test_broken_warnings_are_told_in_words(office: Office) -> None:
    unit = office.communes()[0]
    with at(15):
        office.submit(unit, cases=3, persons=1, prosecuted_cases=2, prosecuted_persons=2)
    points = waiting(office)[0].points
    assert [point.reason for point in points] == [Reason.BROKEN] * len(points)
    assert points[0].words


def test_many_are_approved_after_a_confirmation_and_the_total_changes_at_once(
    office: Office,
) -> None:
    ids = [office.submit(unit, cases=5) for unit in office.communes()[:3]]
    client = office.client(office.thu)
    tokens = [f"{one}:2" for one in ids]
    asked = client.post(url("approve"), {"report": tokens})
    assert "Duyệt 3 báo cáo?" in asked.content.decode()
    assert office.total() is None
    done = client.post(url("approve"), {"reports": ",".join(tokens), "confirmed": "1"})
    assert "Đã duyệt 3 báo cáo" in done.content.decode()
    assert office.total() == 15
    assert figures.verify_rollups() == []


def test_what_changed_since_it_was_seen_is_refused_and_the_rest_goes_in(office: Office) -> None:
    first, second = office.communes()[:2]
    one, other = office.submit(first), office.submit(second)
    figures.return_report(office.thu, report_id=other, reason="Thiếu")
    office.submit(second, cases=7)
    done = office.client(office.thu).post(
        url("approve"), {"reports": f"{one}:2,{other}:2,999999:1", "confirmed": "1"}
    )
    text = done.content.decode()
    assert "2 báo cáo không duyệt được" in text
    assert "đã được sửa sau khi bạn mở" in text
    assert office.total() == 2


def test_all_that_is_calm_may_be_approved_with_one_press(office: Office) -> None:
    with at(15):
        calm = [office.submit(unit) for unit in office.communes()[:2]]
    late = office.submit(office.communes()[2])
    asked = office.client(office.thu).post(url("approve"), {"all": "calm"})
    text = asked.content.decode()
    assert all(f"{one}:2" in text for one in calm)
    assert f"{late}:2" not in text


def test_nothing_chosen_is_said(office: Office) -> None:
    office.submit(office.communes()[0])
    answer = office.client(office.thu).post(url("approve"), follow=True)
    assert "Chưa chọn báo cáo nào" in answer.content.decode()


def test_a_report_goes_back_with_a_reason_for_each_cell_and_returns_corrected(
    office: Office,
) -> None:
    unit = office.communes()[0]
    report_id = office.submit(unit, cases=50)
    client = office.client(office.thu)
    shown = client.get(url("report", report_id)).content.decode()
    assert "Lý do trả lại ô" in shown
    lines = [line.ref for line in api.review(office.thu, report_id).lines]
    place = lines.index("drugs.cases")
    empty = client.post(url("report", report_id), {"act": "return", "version": "2"})
    assert empty.status_code == 422
    client.post(
        url("report", report_id),
        {
            "act": "return",
            "version": "2",
            f"reason-{place}": "Tăng gấp 10, kiểm tra lại",
            "reason": "Xem ô tô vàng",
        },
    )
    told = {remark.ref: remark.text for remark in figures.remarks(report_id)}
    assert told["drugs.cases"] == "Tăng gấp 10, kiểm tra lại"
    assert api.review(office.thu, report_id).state.status is figures.Status.RETURNED
    office.submit(unit, cases=5)
    client.post(url("report", report_id), {"act": "approve", "version": "5"})
    assert office.total() == 5


def test_a_stale_form_approves_nothing(office: Office) -> None:
    report_id = office.submit(office.communes()[0])
    answer = office.client(office.thu).post(
        url("report", report_id), {"act": "approve", "version": "1"}
    )
    assert answer.status_code == 422
    assert office.total() is None


def test_outsiders_and_clerks_approve_nothing(office: Office) -> None:
    report_id = office.submit(office.world.commune)
    giang, an = office.client(office.giang), office.client(office.an)
    assert giang.get(url("report", report_id)).status_code == 404
    assert an.get(reverse("approval:inbox")).status_code == 403
    assert (
        an.post(url("approve"), {"reports": f"{report_id}:2", "confirmed": "1"}).status_code == 403
    )
    assert an.post(url("report", report_id), {"act": "approve", "version": "2"}).status_code == 422
    assert office.total() is None
    with pytest.raises(NotFound):
        api.review(office.giang, report_id)


@pytest.mark.parametrize(("name", "most"), [("inbox", 16), ("group", 24), ("report", 30)])
def test_pages_ask_few_statements(office: Office, name: str, most: int) -> None:
    ids = [office.submit(unit, persons=3) for unit in office.communes()]
    args = {"inbox": [], "group": [DRUGS, MAY], "report": [ids[0]]}[name]
    client = office.client(office.thu)
    client.get(reverse(f"approval:{name}", args=args))
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(reverse(f"approval:{name}", args=args))
    assert answer.status_code == 200
    assert len(seen) <= most, "\n".join(one["sql"][:150] for one in seen)


def test_the_list_is_searched_without_accents_and_filtered(office: Office) -> None:
    units = office.communes()
    for unit in units:
        office.submit(unit)
    client = office.client(office.thu)
    text = client.get(url("group"), {"q": "binh hoa"}).content.decode()
    assert "Bình Hòa" in text
    assert sum(unit.full_name in text for unit in units) == 1
    calm = client.get(url("group"), {"show": "calm"}).content.decode()
    assert "không khớp" in calm or "Không có báo cáo nào khớp" in calm
