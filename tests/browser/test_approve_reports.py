"""A district approves in a browser: returned with a reason for each cell, corrected, approved in bulk, in the total at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from binhyen.engines.indicators import api as figures
from binhyen.features.approval import api
from binhyen.features.approval.models import Question
from binhyen.features.approval.tests.conftest import DRUGS, MAY, Office, person
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import mark_demo
from binhyen.kernel import clock
from binhyen.worlds.an_phuoc import build
from tests.browser.support import (
    assert_fits_width,
    assert_no_axe_faults,
    picture,
    wait_for_charts,
    width_name,
)
from tests.browser.test_look_around import sign_in


@pytest.fixture
def office(transactional_db: None, operator: Actor) -> Office:
    world = build(operator)
    figures.load_catalogue(operator, folder=Path(settings.BINHYEN_CATALOGUE))
    mark_demo(world="an_phuoc", focus_on=date(2022, 5, 16))
    with clock.frozen(datetime(2022, 5, 14, 18, tzinfo=UTC)):
        made = Office(world, person(operator, "thu", "district_officer", world.district.id))
        first, second, *_ = made.communes()
        made.approve(first, "admin:2022-04", cases=3, persons=4)
        made.submit(first, cases=52, persons=5)
        made.submit(second, cases=2, persons=0)
        state = figures.report_state(
            made.thu, unit_id=first.id, definition=DRUGS, period=made.period
        )
        assert state is not None
        Question.objects.create(
            report_id=state.id, unit_id=first.id, definition=DRUGS, period=MAY, version=state.version,
            digest=_digest(first.id, made), kind="outlier", refs=["drugs.cases"], at=clock.now(),
            facts={"value": 52, "expected": 4, "low": 0, "high": 9},
        )  # fmt: skip
        made.an  # noqa: B018 - An gets an account
    with clock.frozen(datetime(2022, 5, 21, 3, tzinfo=UTC)):
        api.remind(operator)
    return made


def _digest(unit_id: int, office: Office) -> str:
    from binhyen.features.approval.queries.questions import digest_of

    return digest_of(figures.report_series(DRUGS, [office.period], [unit_id]), 0)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_accessible_and_fit(screen: Page, office: Office, language: str) -> None:
    sign_in(screen, "thu")
    screen.locator(f".language button[value={language}]").click()
    screen.wait_for_selector(f"html[lang={language}]")
    here = f"/approval/{DRUGS}/{MAY}"
    report = api.waiting(office.thu, api.definition_of(DRUGS), office.period)[0].report.report_id
    question = Question.objects.get().pk
    pages = {
        "inbox": "/approval/", "group": f"{here}/", "board": f"{here}/board/", "rates": f"{here}/rates/",
        "locks": f"{here}/locks/", "report": f"/approval/reports/{report}/", "notices": "/approval/notices/",
        "question": f"/approval/questions/{question}/",
    }  # fmt: skip
    for name, address in pages.items():
        screen.goto(address)
        if name == "rates":
            wait_for_charts(screen)
        picture(screen, f"approval-{name}-{language}-{width_name(screen)}")
        assert_no_axe_faults(screen)
        assert_fits_width(screen)


def test_returned_corrected_approved_and_in_the_total_at_once(page: Page, office: Office) -> None:
    first, second, *_ = office.communes()
    sign_in(page, "thu")
    page.goto("/approval/")
    page.get_by_role("link", name="Báo cáo thống kê phòng, chống ma túy").first.click()
    page.get_by_role("link", name=first.full_name).click()
    page.locator("input.reason").first.fill("Tăng gấp 17 lần, xin kiểm tra")
    page.get_by_label("Ý kiến chung").fill("Xem ô đã ghi lý do")
    page.get_by_role("button", name="Trả lại kèm lý do").click()
    expect(page.locator("body")).to_contain_text("Đã trả lại báo cáo")
    with clock.frozen(datetime(2022, 5, 17, 3, tzinfo=UTC)):
        office.submit(first, cases=4)
    page.goto(f"/approval/{DRUGS}/{MAY}/")
    for unit in (first, second):
        page.get_by_label(f"Chọn {unit.full_name}").check()
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Duyệt các báo cáo đã chọn").press("Enter")
    expect(page.locator("body")).to_contain_text("Duyệt 2 báo cáo?")
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.locator("body")).to_contain_text("Đã duyệt 2 báo cáo")
    assert office.total() == 6
    page.get_by_role("link", name="Xem bảng theo dõi").click()
    expect(page.get_by_role("row", name=first.full_name)).to_contain_text("Đã duyệt")
    assert figures.verify_rollups() == []
