"""From a scenario to officers in post, by those whose work it is, in a browser: planner, donor, leader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page

from binhyen.engines.indicators.api import load_catalogue
from binhyen.engines.norms.api import load_norms
from binhyen.engines.people.api import (
    NewQualification,
    NewRank,
    grant_rank,
    record_qualification,
)
from binhyen.engines.units.api import structure
from binhyen.features.staffing import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.accounts.api import create_account, grant_role
from binhyen.foundation.audit.api import mark_demo
from binhyen.foundation.jobs.api import work
from binhyen.kernel import clock
from binhyen.worlds.an_phuoc import AnPhuoc, build
from binhyen.worlds.an_phuoc.cast import PASSWORD
from tests.browser.support import (
    DESKTOP,
    PHONE,
    assert_fits_width,
    assert_no_axe_faults,
    picture,
    wait_for_charts,
    width_name,
)
from tests.browser.test_look_around import sign_in

DAY = date(2022, 6, 3)


@pytest.fixture
def province(transactional_db: None, operator: Actor) -> Iterator[AnPhuoc]:
    """Two districts full of officers, communes still empty; Chi plans, Dũng decides, each district answers."""
    with clock.frozen(datetime(2022, 6, 3, 3, 0, tzinfo=UTC)):
        world = build(operator)
        load_catalogue(operator, folder=Path(settings.BINHYEN_CATALOGUE))
        load_norms(operator, folder=Path(settings.BINHYEN_CATALOGUE))
        districts = [world.district, structure(DAY).get(world.elsewhere.parent_id)]
        for unit in districts:
            for number in range(22):
                _officer(world, unit, leads=number % 2 == 0)
            _account(operator, f"donor.{unit.code}", unit.id)
        world.chi()
        world.dung()
        mark_demo(world="an_phuoc", focus_on=DAY)
        yield world


def _officer(world: AnPhuoc, unit: Any, *, leads: bool) -> None:
    officer = world.officer(unit, on=date(2019, 2, 1), party_official_on=date(2015, 1, 1))
    rank = "major" if leads else "lieutenant"
    grant_rank(world.operator, grant=NewRank(officer.code, rank, date(2016, 1, 1)))
    if leads:
        told = NewQualification(officer.code, "chief_ok", "Chứng chỉ mô phỏng", date(2018, 1, 1))
        record_qualification(world.operator, qualification=told)


def _account(operator: Actor, username: str, scope_id: int) -> None:
    account = create_account(operator, username=username, office=username, password=PASSWORD)
    grant_role(
        operator,
        account_id=account.pk,
        role="district_officer",
        scope_id=scope_id,
        valid_from=date(2019, 1, 1),
    )


def looked_at(page: Page, name: str) -> None:
    """Accessible, no wider than a desk's screen nor a telephone's, and kept in both for a person to look at."""
    assert_no_axe_faults(page)
    for size in (PHONE, DESKTOP):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert_fits_width(page)
        picture(page, f"staffing-{name}-{width_name(page)}")


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=False).first.click()
    page.wait_for_load_state()


def change_to(page: Page, username: str) -> None:
    page.context.clear_cookies()
    sign_in(page, username)


def test_from_scenario_to_post(page: Page, province: AnPhuoc) -> None:
    plan_id = planned(page)
    reasons(page, plan_id)
    page.goto(reverse("staffing:propose", args=[plan_id]))
    looked_at(page, "propose")
    press(page, "Trình và gửi hiệp y")
    looked_at(page, "consultation")
    answered(page, plan_id)
    change_to(page, "dung")
    page.goto(reverse("staffing:board"))
    follow(page, "chờ phê duyệt")
    follow(page, "Phê duyệt")
    looked_at(page, "approve")
    press(page, "Phê duyệt")
    assert "Đã phê duyệt phương án." in page.locator("main").inner_text()
    decided(page, plan_id)
    handed_over(page, plan_id)


def planned(page: Page) -> int:
    """Chi writes a scenario down and has it solved."""
    sign_in(page, "chi")
    page.goto(reverse("staffing:board"))
    looked_at(page, "board-empty")
    follow(page, "Lập kịch bản mới")
    looked_at(page, "scenario")
    page.fill("#id_name", "Hai đợt")
    for at, day in enumerate(("2022-06-03", "2022-09-01")):
        page.fill(f"#id_wave-{at}-starts_on", day)
    page.fill("#id_cap", "100")
    page.fill("#id_wave_cap", "100")
    page.locator("summary", has_text="Trọng số").click()
    assert page.input_value("#id_weight-w_dist") == "1"
    looked_at(page, "weights")
    press(page, "Chỉ lập dự thảo")
    plan_id = int(page.url.rstrip("/").rsplit("/", 1)[1])
    looked_at(page, "draft")
    press(page, "Tính phương án")
    assert "Đang chờ" in page.locator("main").inner_text()
    looked_at(page, "waiting")
    assert work(once=True) == 1
    page.goto(reverse("staffing:plan", args=[plan_id]))
    plan_id = relaxed(page)
    wait_for_charts(page)
    assert "Đã chứng minh" in page.locator(".plan-verdict").inner_text()
    looked_at(page, "plan")
    return plan_id


def relaxed(page: Page) -> int:
    """Nobody here is certified for administration, as the catalogue asks: Chi goes without, and says why."""
    looked_at(page, "infeasible")
    page.fill("#id_reason", "Bồi dưỡng quản lý hành chính sau khi nhận việc")
    press(page, "Chấp nhận nới")
    assert work(once=True) == 1
    page.reload()
    assert "Điều kiện đã được chấp nhận nới" in page.locator("main").inner_text()
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def reasons(page: Page, plan_id: int) -> None:
    """Why an officer goes, whom a unit got, what each rule costs."""
    follow(page, "Danh sách cán bộ")
    looked_at(page, "lines")
    page.fill("#id_q", "binh hoa")
    press(page, "Lọc")
    assert page.locator("tbody tr").count() == 5
    page.locator("tbody th a").first.click()
    page.wait_for_load_state()
    assert "Vì sao đến đây" in page.locator("main").inner_text()
    looked_at(page, "officer")
    for name in ("units", "rules", "donors", "replan", "decisions", "vary"):
        page.goto(reverse(f"staffing:{name}", args=[plan_id]))
        looked_at(page, name)
    page.goto(reverse("staffing:unit", args=[plan_id, "99102"]))
    looked_at(page, "unit")


def answered(page: Page, plan_id: int) -> None:
    """Each district releases its officers; the first one line by line."""
    for at, code in enumerate(("991", "992")):
        change_to(page, f"donor.{code}")
        page.goto(reverse("staffing:consultations"))
        looked_at(page, f"consultations-{code}")
        page.locator("tbody th a").first.click()
        page.wait_for_load_state()
        if at == 0:
            page.locator("input[value=refused]").first.check()
            press(page, "Gửi trả lời")
            assert "từ chối thì phải ghi lý do" in page.locator(".error-summary").inner_text()
            looked_at(page, "answer-wrong")
            page.locator("input[value=released]").first.check()
            press(page, "Gửi trả lời")
        press(page, "Đồng ý cho tất cả")
        looked_at(page, f"answer-{code}")
    states = {one.state for one in api.line_rows(Actor.operator(), _plan(plan_id))}
    assert states == {"released"}


def decided(page: Page, plan_id: int) -> None:
    """Dũng previews and issues the decisions of the first wave, takes one back and issues it anew."""
    looked_at(page, "decisions-approved")
    follow(page, "Soạn và ban hành quyết định")
    looked_at(page, "issue")
    preview = page.locator("a[href$='.pdf']").first.get_attribute("href") or ""
    assert page.request.get(preview).body().startswith(b"%PDF")
    press(page, "Lấy số và ban hành")
    page.locator("tbody th a", has_text="/QĐ-").first.click()
    page.wait_for_load_state()
    looked_at(page, "decision")
    assert page.request.get(f"{page.url}decision.docx").body().startswith(b"PK")
    follow(page, "Thu hồi")
    looked_at(page, "revoke")
    page.fill("#id_reason", "Ghi nhầm ngày có mặt")
    press(page, "Thu hồi")
    assert "Đã thu hồi" in page.locator("main").inner_text()
    page.goto(reverse("staffing:issue", args=[plan_id, 1]))
    press(page, "Lấy số và ban hành")


def handed_over(page: Page, plan_id: int) -> None:
    """Officers take up their posts: one ticked by hand, then all the others."""
    page.goto(reverse("staffing:handover", args=[plan_id, 1]))
    page.fill("#id_on", "2022-06-03")
    press(page, "Xác nhận những người đã đánh dấu")
    assert "Chưa đánh dấu người nào." in page.locator(".error-summary").inner_text()
    page.locator("input[name=line]").first.check()
    looked_at(page, "handover")
    press(page, "Xác nhận những người đã đánh dấu")
    assert "Đã bàn giao 1 người." in page.locator("main").inner_text()
    page.goto(reverse("staffing:handover", args=[plan_id, 1]))
    page.fill("#id_on", "2022-06-03")
    press(page, "Xác nhận cả")
    states = {one.state for one in api.line_rows(Actor.operator(), _plan(plan_id), wave=1)}
    assert states == {"handed_over"}
    page.goto(reverse("staffing:board"))
    page.wait_for_selector("#alarm-cards .stat")
    page.wait_for_selector("#donor-rows table")
    looked_at(page, "board")
    for name in ("alarms", "terms", "certificates", "vacancies", "strength", "absences", "compare"):
        page.goto(reverse(f"staffing:{name}"))
        looked_at(page, name)


def _plan(plan_id: int) -> api.Plan:
    return api.plan_of(Actor.operator(), plan_id)
