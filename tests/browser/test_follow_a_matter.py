"""The loop in a browser: a finding becomes a matter, an agenda item, a conclusion, work with evidence, and a changed figure."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from binhyen.engines.indicators.api import load_catalogue
from binhyen.engines.norms.api import load_norms
from binhyen.engines.people.api import Role
from binhyen.engines.tasks.api import Task
from binhyen.features.conference import api
from binhyen.features.conference.types import Role as Seat
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.worlds.an_phuoc import AnPhuoc, build
from tests.browser.support import assert_fits_width, assert_no_axe_faults, picture, width_name
from tests.browser.test_look_around import sign_in

TITLE = "Chưa đạt: Có Trưởng Công an xã, thị trấn"
PDF = b"%PDF-1.7\nmo phong"


@pytest.fixture
def lacking(transactional_db: None, operator: Actor, settings: object, tmp_path: Path) -> AnPhuoc:
    """A province whose communes have no chief, with who plans for it and a commune's clerk."""
    settings.BINHYEN_HOME = tmp_path  # type: ignore[attr-defined]
    world = build(operator)
    catalogue = Path(settings.BINHYEN_CATALOGUE)  # type: ignore[attr-defined]
    load_catalogue(operator, folder=catalogue)
    load_norms(operator, folder=catalogue)
    world.chi()
    world.an()
    world.binh()
    return world


def conference(world: AnPhuoc) -> int:
    """One in preparation, with a chair and a secretary."""
    who, begins = world.operator, clock.now() + timedelta(hours=1)
    api.new_series(who, unit_id=world.province.id, code="an-phuoc", title="Sơ kết hằng năm")
    made = api.new_conference(
        who,
        new=api.NewConference(
            world.province.id, "an-phuoc", "an-phuoc-1", "Hội nghị sơ kết", begins,
            begins + timedelta(hours=3), "Hội trường", simulated=True,
        ),
    )  # fmt: skip
    [main] = api.add_points(
        who,
        conference_id=made.pk,
        points=[api.NewPoint(world.province.id, api.PointKind.MAIN)],
        seats=False,
    )
    api.add_delegates(
        who,
        conference_id=made.pk,
        delegates=[
            api.NewDelegate(main.pk, "Công an tỉnh", "Giám đốc", Seat.CHAIR),
            api.NewDelegate(main.pk, "Công an tỉnh", "Thư ký", Seat.SECRETARY),
        ],
    )
    return made.pk


def test_from_a_finding_to_the_changed_figure(page: Page, lacking: AnPhuoc) -> None:
    world, number = lacking, conference(lacking)
    sign_in(page, "chi")
    page.goto(f"/matters/?under={world.province.id}")
    page.get_by_role("button", name=f"Nêu vấn đề: {TITLE}").click()
    expect(page.locator("body")).to_contain_text("6 trên 6 đơn vị chưa đạt")
    matter = page.url
    page.goto(f"/conferences/{number}/agenda/")
    page.get_by_role("button", name=f"Đưa vào chương trình: {TITLE}").click()
    expect(page.locator("ol.notice-list").first).to_contain_text(TITLE)
    api.open_sitting(world.operator, conference_id=number)
    api.close_sitting(world.operator, conference_id=number)
    _conclude(page, number)
    task = Task.objects.get(unit_id=world.commune.id)
    _report(page, task)
    world.officer(world.commune, Role.CHIEF, on=clock.today())
    sign_out(page)
    sign_in(page, "chi")
    page.goto(matter)
    body = page.locator("main")
    for station in ("Hội nghị sơ kết", "Kết luận của chủ trì", "01/TB-CAT", "1 tệp minh chứng"):
        expect(body).to_contain_text(station)
    expect(body).to_contain_text("5 trên 6 đơn vị chưa đạt")
    expect(body).to_contain_text("Có kết quả: số đã tốt lên.")


def _conclude(page: Page, number: int) -> None:
    page.goto(f"/conferences/{number}/conclusions/")
    page.locator("#text").fill("Bổ nhiệm đủ Trưởng Công an xã.")
    page.locator("#what").fill("Bổ nhiệm Trưởng Công an xã")
    page.locator("#result").fill("Quyết định bổ nhiệm")
    page.locator("#responsible").fill("Trưởng phòng Tổ chức cán bộ")
    page.locator("#due_on").fill("2030-12-30")
    page.locator("#item").select_option(label=TITLE)
    page.locator("input[name=types][value=xã]").check()
    page.locator("button[value=add]").click()
    page.locator("button[value=issue]").click()
    page.get_by_role("button", name="Xem trước việc sẽ giao").click()
    page.get_by_role("button", name="Xác nhận, giao việc").click()
    expect(page.locator("table.data-table")).to_contain_text("Bổ nhiệm Trưởng Công an xã")


def _report(page: Page, task: Task) -> None:
    sign_out(page)
    sign_in(page, "binh")
    page.goto(f"/tasks/{task.pk}/")
    page.locator("#reason").fill("Đã có quyết định bổ nhiệm.")
    page.locator("#files").set_input_files(
        [{"name": "Quyết định.pdf", "mimeType": "application/pdf", "buffer": PDF}]
    )
    page.locator("button[value=report]").click()
    expect(page.locator("body")).to_contain_text("Quyết định.pdf")
    with page.expect_download() as found:
        page.get_by_role("link", name="Quyết định.pdf").click()
    assert found.value.suggested_filename == "quyet-dinh.pdf"


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_accessible_and_fit(screen: Page, lacking: AnPhuoc, language: str) -> None:
    sign_in(screen, "chi")
    screen.locator(f".language button[value={language}]").click()
    screen.wait_for_selector(f"html[lang={language}]")
    screen.goto(f"/matters/?under={lacking.province.id}")
    for name in ("matters", "matter"):
        assert_fits_width(screen)
        assert_no_axe_faults(screen)
        picture(screen, f"{name}-{width_name(screen)}-{language}")
        if name == "matters":
            screen.locator(".notice-list form button").first.click()
            screen.wait_for_url("**/matters/*/")
