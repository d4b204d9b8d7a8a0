"""A province draws its own form on the screen: explained while writing, previewed, saved, filled in, changed, retired."""

from __future__ import annotations

import pytest
from django.test import Client

from binhyen.engines.indicators import api as figures
from binhyen.features.reporting.tests.conftest import Desk

SENT = {
    "vi": "Báo cáo nguồn nước", "explain": "Theo dõi nguồn nước", "calendar": "admin", "kind": "month",
    "approver": "1", "days0": "3", "clock0": "working_days", "recipient0": "Công an tỉnh",
    "reporters": ["xã", "thị trấn"], "outline": "Tình hình\nKiến nghị",
    "l-0-vi": "Lượt kiểm tra", "l-0-unit": "lượt", "l-0-time": "sum", "l-0-section": "Kiểm tra",
    "l-1-vi": "Lượt có vi phạm", "l-1-unit": "lượt", "l-1-time": "sum",
    "l-2-vi": "Nguồn nước đang quản lý", "l-2-unit": "nguồn", "l-2-time": "last", "l-2-section": "Quản lý",
    "l-3-vi": "", "l-3-unit": "",
    "k-0-vi": "Vi phạm trong lượt kiểm tra", "k-0-left": "d2", "k-0-operator": "<=", "k-0-right": "d1",
    "k-0-severity": "error",
}  # fmt: skip
CODE = "p99.bao_cao_nguon_nuoc"


@pytest.fixture
def board(desk: Desk) -> Client:
    return desk.client(desk.chi)


def saved(board: Client, **changed: object) -> None:
    answer = board.post("/reporting/forms/new/", {**SENT, **changed, "act": "save"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]


def test_it_is_previewed_and_then_saved(board: Client, desk: Desk) -> None:
    seen = board.post("/reporting/forms/new/", {**SENT, "act": "preview"}).content.decode()
    assert "Lượt có vi phạm" in seen
    assert "Vi phạm trong lượt kiểm tra" in seen
    assert CODE not in figures.catalogue().definitions
    saved(board)
    form = figures.catalogue().definition(CODE)
    assert form.owner_id == desk.world.province.id
    assert [section.vi for section in form.entry.sections] == ["Kiểm tra", "Quản lý"]
    assert form.entry.elements == (
        "p99.luot_kiem_tra",
        "p99.luot_co_vi_pham",
        "p99.nguon_nuoc_dang_quan_ly",
    )
    for url in ("/reporting/forms/", f"/reporting/forms/{CODE}/", f"/reporting/forms/{CODE}/edit/"):
        assert "Báo cáo nguồn nước" in board.get(url).content.decode()


def test_a_commune_of_the_province_fills_it_in(board: Client, desk: Desk) -> None:
    saved(board)
    assert "Báo cáo nguồn nước" in desk.client().get("/reporting/").content.decode()
    answer = desk.client().post(desk.address("entry", CODE), {"v:p99.luot_kiem_tra": "4"})
    assert answer.status_code == 302
    state = desk.state(CODE)
    assert state is not None
    assert state.values == {"p99.luot_kiem_tra": 4}


@pytest.mark.parametrize(
    ("given", "said", "wrong"),
    [
        ({}, "Lượt có vi phạm [d2] nhỏ hơn hoặc bằng Lượt kiểm tra [d1]", False),
        ({"k-0-left": "d2 + (d3"}, "dở dang", True),
        ({"k-0-left": "d2 $ d3"}, "Không hiểu", True),
        ({"k-0-left": "d9"}, "dòng 9", True),
        ({"k-0-left": "crime.theft"}, "Không có dòng", True),
        ({"k-0-left": ""}, "", False),
    ],
)
def test_a_rule_is_explained_while_it_is_written(
    board: Client, given: dict[str, str], said: str, *, wrong: bool
) -> None:
    answer = board.post("/reporting/forms/explain/", {**SENT, **given, "check": "0"})
    text = answer.content.decode()
    assert said in text
    assert ("is-wrong" in text) == wrong


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"vi": ""}, "Tên"),
        ({"l-0-unit": ""}, "dòng 1: đơn vị tính"),
        ({"days0": ""}, "hạn nộp"),
        ({"reporters": []}, "loại đơn vị báo cáo"),
        ({"k-0-left": "d2 +"}, "dở dang"),
        ({"kind": "day"}, "kỳ"),
        ({"cut_off": "31"}, "từ 1 đến 27"),
        ({"l-1-vi": "Lượt kiểm tra"}, "hai lần"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_lost(
    board: Client, changed: dict[str, object], said: str
) -> None:
    answer = board.post("/reporting/forms/new/", {**SENT, **changed, "act": "save"})
    text = answer.content.decode()
    assert answer.status_code in {403, 404, 409, 422}
    assert said in text
    assert "Nguồn nước đang quản lý" in text


def test_it_is_changed_from_what_it_was(board: Client, desk: Desk) -> None:
    saved(board)
    shown = board.get(f"/reporting/forms/{CODE}/edit/").content.decode()
    assert 'value="d2"' in shown
    assert 'value="p99.luot_kiem_tra"' in shown
    codes = {
        f"l-{n}-code": code
        for n, code in enumerate(figures.catalogue().definition(CODE).entry.elements)
    }
    kept = {**SENT, **codes, "k-0-code": "p99.luot_kiem_tra_vi_pham_trong_luot_kiem_tra"}
    changed = {
        **kept,
        "l-0-vi": "Số lượt kiểm tra",
        "l-3-vi": "Tiền phạt",
        "l-3-unit": "triệu đồng",
        "l-3-decimals": "2",
    }
    answer = board.post(f"/reporting/forms/{CODE}/edit/", {**changed, "act": "save"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    known = figures.catalogue()
    assert known.elements["p99.luot_kiem_tra"].entry.vi == "Số lượt kiểm tra"
    assert known.definition(CODE).entry.elements[-1] == "p99.tien_phat"


def test_a_day_of_its_own_closes_the_month(board: Client) -> None:
    saved(board, cut_off="20")
    form = figures.catalogue().definition(CODE)
    assert (form.calendar.code, form.calendar.month_start_day) == ("p99.chot_ngay_20", 21)


def test_it_retires(board: Client, desk: Desk) -> None:
    saved(board)
    assert "Chưa có báo cáo nào" in board.get(f"/reporting/forms/{CODE}/retire/").content.decode()
    assert board.post(f"/reporting/forms/{CODE}/retire/").status_code == 302
    assert figures.catalogue().definitions[CODE].retired
    assert "Báo cáo nguồn nước" not in desk.client().get("/reporting/").content.decode()


def test_it_takes_the_right_to_define(board: Client, desk: Desk) -> None:
    saved(board)
    for actor in (desk.an, desk.giang):
        client = desk.client(actor)
        for url in ("/reporting/forms/", "/reporting/forms/new/", f"/reporting/forms/{CODE}/edit/"):
            assert client.get(url).status_code == 403
        assert client.post("/reporting/forms/new/", {**SENT, "act": "save"}).status_code == 403
    assert board.get("/reporting/forms/drugs_monthly/edit/").status_code == 404
