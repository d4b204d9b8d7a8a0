"""Entering a report: the plain form, what stands beside a cell, checks, comments, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.indicators import api as figures
from binhyen.features.reporting.tests.conftest import Desk

MOST_STATEMENTS = 22


def test_the_list_shows_what_is_due_and_since_when(desk: Desk) -> None:
    page = desk.client().get("/reporting/").content.decode()
    assert "Báo cáo thống kê phòng, chống ma túy" in page
    assert "tháng 6/2022" in page
    assert "quá hạn" in page
    assert desk.address() in page


def test_pages_stay_within_their_statements(desk: Desk) -> None:
    desk.save({"drugs.cases": 3}, remarks={"drugs.cases": "ghi chú"})
    client = desk.client()
    for url in (
        "/reporting/",
        *(desk.address(n) for n in ("entry", "history", "submit", "nothing", "print")),
    ):
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(url)
        text = answer.content.decode()
        assert answer.status_code == 200, text[-300:]
        assert len(asked) <= MOST_STATEMENTS, (url, [one["sql"][:120] for one in asked])
        assert " style=" not in text


def test_values_are_saved_from_a_plain_form_in_vietnamese_notation(desk: Desk) -> None:
    sent = {"v:drugs.cases": "1.234", "v:drugs.persons": "", "n:drugs.cases": "gồm án cũ"}
    answer = desk.post("entry", sent)
    assert answer.status_code == 302
    state = desk.state()
    assert state is not None
    assert dict(state.values) == {"drugs.cases": Decimal(1234)}
    assert [(one.ref, one.text) for one in figures.remarks(state.id)] == [
        ("drugs.cases", "gồm án cũ")
    ]
    shown = desk.get().content.decode()
    assert 'value="1.234"' in shown
    assert "gồm án cũ" in shown


def test_a_number_not_understood_is_shown_again_with_its_cure(desk: Desk) -> None:
    answer = desk.post("entry", {"v:drugs.cases": "mười hai", "v:drugs.persons": "-3"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="mười hai"' in text
    assert "hãy ghi như 1.234,5" in text
    assert "từ 0 trở lên" in text
    assert desk.state() is None


def test_previous_period_and_last_year_stand_beside(desk: Desk) -> None:
    desk.save({"drugs.cases": 777}, "2022-05")
    desk.save({"drugs.cases": 555}, "2021-06")
    shown = desk.get().content.decode()
    assert "777" in shown
    assert "555" in shown


def test_nothing_happened_fills_flows_and_never_stocks(desk: Desk) -> None:
    desk.post("entry", {"v:drugs.cases": "2"})
    assert "Số có đến cuối kỳ" in desk.get("nothing").content.decode()
    assert desk.post("nothing", {}).status_code == 302
    state = desk.state()
    assert state is not None
    kinds = {cell.ref: cell.kind for cell in desk.layout().cells()}
    assert state.values["drugs.cases"] == 2
    assert {kinds[ref] for ref in state.values} == {"flow"}
    assert len(state.values) == sum(kind == "flow" for kind in kinds.values())


def test_a_broken_check_keeps_the_report_and_names_the_cell(desk: Desk) -> None:
    client, values = desk.client(), {"v:population.data_due": "5", "v:population.data_cleaned": "9"}
    client.post(desk.address("entry", "residence_monthly"), values)
    address = desk.address("submit", "residence_monthly")
    assert "Chưa nộp được" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    state = desk.state("residence_monthly")
    assert state is not None
    assert state.status == figures.Status.DRAFT


def test_a_warning_wants_a_remark_before_it_is_submitted(desk: Desk) -> None:
    desk.post("entry", {"v:drugs.cases": "1", "v:drugs.prosecuted_cases": "5"})
    assert "đáng xem lại" in desk.get("submit").content.decode()
    assert desk.post("submit", {}).status_code == 422
    explained = {"w:drugs.prosecuted_within": "Bốn vụ của tháng trước"}
    assert desk.post("submit", explained).status_code == 302
    state = desk.state()
    assert state is not None
    assert state.status == figures.Status.SUBMITTED
    assert "Bốn vụ của tháng trước" in [one.text for one in figures.remarks(state.id)]


def test_it_is_submitted_and_then_only_changed_with_a_reason(desk: Desk) -> None:
    desk.post("entry", {"v:drugs.cases": "5", "v:drugs.prosecuted_cases": "1", "act": "submit"})
    assert desk.post("submit", {}).status_code == 302
    changed = {"v:drugs.cases": "6", "b:drugs.cases": "5"}
    assert desk.post("entry", changed).status_code == 422
    assert desk.post("entry", {**changed, "reason": "đếm sót một vụ"}).status_code == 302
    state = desk.state()
    assert state is not None
    assert (state.status, state.values["drugs.cases"]) == (figures.Status.DRAFT, 6)
    assert "đếm sót một vụ" in desk.get("history").content.decode()


def test_an_approved_report_keeps_its_value_in_the_totals_while_it_is_corrected(desk: Desk) -> None:
    desk.approved()
    assert "Đính chính" in desk.get().content.decode()
    desk.post("entry", {"v:drugs.cases": "9", "b:drugs.cases": "3", "reason": "nhầm cột"})
    state = desk.state()
    assert state is not None
    assert (state.values["drugs.cases"], state.approved_values["drugs.cases"]) == (9, 3)


def test_a_reason_for_return_stands_at_its_cell_and_is_answered(desk: Desk) -> None:
    state = desk.submitted()
    figures.return_report(
        desk.chi,
        report_id=state.id,
        reason="Xem lại",
        reasons={"drugs.cases": "Cao gấp ba tháng trước"},
    )
    shown = desk.get().content.decode()
    assert "Cao gấp ba tháng trước" in shown
    (remark,) = [one for one in figures.remarks(state.id) if one.ref == "drugs.cases"]
    desk.post("entry", {f"a:{remark.id}": "Có chuyên án trong tháng"})
    said = [one.text for one in figures.remarks(state.id)]
    assert "Có chuyên án trong tháng" in said


def test_the_outsider_sees_and_writes_nothing(desk: Desk) -> None:
    desk.save({"drugs.cases": 3})
    for name in ("entry", "history", "submit", "nothing", "print", "docx", "xlsx"):
        assert desk.get(name, desk.giang).status_code in {403, 404}, name
    assert desk.post("entry", {"v:drugs.cases": "9"}, desk.giang).status_code in {403, 404}
    assert desk.send({"values": {"drugs.cases": "9"}}, desk.giang).status_code in {403, 404}
    state = desk.state()
    assert state is not None
    assert state.values["drugs.cases"] == 3


def test_who_may_only_look_cannot_type(desk: Desk) -> None:
    shown = desk.get(actor=desk.chi).content.decode()
    assert 'name="v:drugs.cases"' not in shown
    assert desk.post("entry", {"v:drugs.cases": "9"}, desk.chi).status_code == 403


def test_a_locked_period_is_closed(desk: Desk) -> None:
    figures.lock_period(
        desk.chi,
        definition="drugs_monthly",
        period=desk.period(),
        unit_id=desk.world.province.id,
        reason="chốt",
    )
    shown = desk.get().content.decode()
    assert "đã khóa" in shown
    assert 'name="v:drugs.cases"' not in shown
    assert desk.post("entry", {"v:drugs.cases": "9"}).status_code == 422


@pytest.mark.parametrize("period", ["admin:2022-13", "x", "calendar:2022-06", "2022-06;drop"])
def test_an_address_that_means_nothing_is_refused(desk: Desk, period: str) -> None:
    assert desk.get(period=period).status_code in {404, 422}
