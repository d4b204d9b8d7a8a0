"""Autosave: small, visible, never over another's number; both values come back for a person to choose."""

from __future__ import annotations

import pytest

from binhyen.engines.indicators import api as figures
from binhyen.features.reporting.tests.conftest import Desk


def test_one_author_keeps_one_version_while_typing(desk: Desk) -> None:
    first = desk.send({"values": {"drugs.cases": "1"}}).json()
    second = desk.send({"values": {"drugs.persons": "2"}, "notes": {"drugs.cases": "x"}}).json()
    assert first["version"] == second["version"] == 1
    assert second["values"] == {"drugs.cases": "1", "drugs.persons": "2"}


def test_two_people_in_different_cells_do_not_meet(desk: Desk) -> None:
    binh = desk.world.binh()
    desk.send({"values": {"drugs.cases": "1"}})
    answer = desk.send({"values": {"drugs.persons": "7"}}, binh)
    assert answer.status_code == 200
    assert answer.json()["values"] == {"drugs.cases": "1", "drugs.persons": "7"}


def test_the_same_cell_comes_back_with_both_values(desk: Desk) -> None:
    binh = desk.world.binh()
    desk.send({"values": {"drugs.cases": "1"}})
    answer = desk.send({"values": {"drugs.cases": "2"}, "base": {"drugs.cases": None}}, binh)
    assert answer.status_code == 409
    said = answer.json()
    assert (said["clashes"], said["values"]) == (["drugs.cases"], {"drugs.cases": "1"})
    assert said["author"]
    chosen = desk.send({"values": {"drugs.cases": "2"}, "base": {"drugs.cases": "1"}}, binh)
    assert chosen.json()["values"] == {"drugs.cases": "2"}


def test_a_second_tab_of_the_same_person_clashes_too(desk: Desk) -> None:
    desk.send({"values": {"drugs.cases": "1"}})
    assert desk.send({"values": {"drugs.cases": "5"}, "base": {}}).status_code == 409


def test_the_plain_form_shows_both_values_too(desk: Desk) -> None:
    binh = desk.world.binh()
    desk.send({"values": {"drugs.cases": "1"}}, binh)
    answer = desk.post("entry", {"v:drugs.cases": "2", "b:drugs.cases": "", "v:drugs.persons": "3"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Của bạn" in text
    assert "Đang lưu" in text
    assert 'name="v:drugs.persons" value="3"' in text
    state = desk.state()
    assert state is not None
    assert state.values == {"drugs.cases": 1}


def test_a_bad_number_is_told_by_cell_and_nothing_is_written(desk: Desk) -> None:
    answer = desk.send({"values": {"drugs.cases": "1", "drugs.persons": "1,5"}})
    assert answer.status_code == 422
    assert list(answer.json()["faults"]) == ["drugs.persons"]
    assert desk.state() is None


@pytest.mark.parametrize(
    "body", ["", "[]", "null", '{"values": []}', '{"notes": 3}', "x" * 300_001, "[" * 20_000]
)
def test_rubbish_is_refused(desk: Desk, body: str) -> None:
    answer = desk.client().post(desk.address("save"), body, content_type="application/json")
    assert answer.status_code == 422


def test_a_form_that_changed_meanwhile_takes_nothing_from_an_old_page(desk: Desk) -> None:
    answer = desk.send({"form": "0" * 16, "values": {"drugs.cases": "1"}})
    assert answer.status_code == 422
    assert "vừa thay đổi" in answer.json()["message"]


def test_an_approved_report_is_not_touched_without_a_reason(desk: Desk) -> None:
    desk.approved()
    sent = {"values": {"drugs.cases": "9"}, "base": {"drugs.cases": "3"}}
    assert desk.send(sent).status_code == 422
    assert desk.send({**sent, "reason": "nhầm"}).status_code == 200
    state = desk.state()
    assert state is not None
    assert state.status == figures.Status.DRAFT
