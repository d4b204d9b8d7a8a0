"""After a conference in a browser: two secretaries at once, the notice, one confirmed act, what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from binhyen.engines.tasks.api import Task
from binhyen.features.conference import api
from binhyen.foundation.access.api import Actor
from binhyen.worlds.an_phuoc import AnPhuoc, build
from tests.browser.support import assert_fits_width, assert_no_axe_faults, picture, width_name
from tests.browser.test_look_around import sign_in


@pytest.fixture
def held(
    transactional_db: None, operator: Actor, settings: object, tmp_path: Path
) -> tuple[AnPhuoc, api.Conference]:
    """A conference of the province that ended an hour ago."""
    settings.BINHYEN_HOME = tmp_path  # type: ignore[attr-defined]
    world = build(operator)
    world.chi()
    world.dung()
    ended = timezone.now() - timezone.timedelta(hours=1)
    told = api.HeldConference(
        "an-phuoc",
        "Sơ kết hằng năm",
        world.province.id,
        "an-phuoc-2026",
        "Hội nghị sơ kết công an xã",
        "Hội trường Công an tỉnh",
        ended - timezone.timedelta(hours=2),
        ended,
        points=(
            api.HeldPoint(
                world.province.id,
                "Điểm cầu chính",
                api.PointKind.MAIN,
                (api.HeldDelegate("Công an tỉnh", "Giám đốc", api.Role.CHAIR),),
            ),
            api.HeldPoint(
                world.district.id,
                "Điểm cầu huyện",
                delegates=(api.HeldDelegate("Công an huyện", "Trưởng Công an huyện"),),
            ),
        ),
        items=(api.HeldItem(api.ItemKind.REPORT, "Báo cáo sơ kết", 60),),
        simulated=True,
    )
    return world, api.record_conference(operator, held=told)


def test_two_secretaries_lose_nothing_and_a_conclusion_becomes_tasks(
    page: Page, chromium: Browser, held: tuple[AnPhuoc, api.Conference], live_server: object
) -> None:
    _world, conference = held
    base = f"/conferences/{conference.pk}"
    context = chromium.new_context(base_url=str(live_server), locale="vi-VN")
    other = context.new_page()
    sign_in(page, "chi")
    sign_in(other, "dung")
    page.goto(f"{base}/minutes/")
    other.goto(f"{base}/minutes/")
    page.locator("#section-opinions").fill("Chi ghi: đề nghị thêm kinh phí.")
    page.locator("button[value=save]").click()
    expect(page.locator("body")).to_contain_text("Đã lưu phiên bản 1")
    other.locator("#section-opinions").fill("Dũng ghi: đề nghị thêm biên chế.")
    other.locator("button[value=save]").click()
    expect(other.locator("h1")).to_contain_text("Gộp hai bản")
    merged = other.locator("#section-opinions").input_value()
    assert merged.splitlines() == [
        "Chi ghi: đề nghị thêm kinh phí.",
        "Dũng ghi: đề nghị thêm biên chế.",
    ]
    other.locator("button[value=save]").click()
    expect(other.locator("#section-opinions")).to_have_value(merged)
    context.close()
    _conclude_and_give(page, base)


def _conclude_and_give(page: Page, base: str) -> None:
    page.goto(f"{base}/conclusions/")
    page.locator("#text").fill("Thành lập chi bộ ở nơi đủ điều kiện.")
    page.locator("#what").fill("Thành lập chi bộ")
    page.locator("#result").fill("Quyết định thành lập chi bộ")
    page.locator("#responsible").fill("Trưởng Công an xã")
    page.locator("#due_on").fill("2030-12-30")
    page.locator("input[name=types][value=xã]").check()
    page.locator("button[value=add]").click()
    expect(page.locator("body")).to_contain_text("Đã ghi kết luận")
    page.locator("button[value=issue]").click()
    expect(page.locator("body")).to_contain_text("01/TB-CAT")
    page.get_by_role("button", name="Xem trước việc sẽ giao").click()
    assert not Task.objects.exists()
    page.get_by_role("button", name="Xác nhận, giao việc").click()
    expect(page.locator("table.data-table")).to_contain_text("Thành lập chi bộ")
    assert Task.objects.exists()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_accessible_and_fit(
    screen: Page, held: tuple[AnPhuoc, api.Conference], operator: Actor, language: str
) -> None:
    _world, conference = held
    now = api.minutes_of(operator, conference.pk)
    act = {"conference_id": conference.pk, "sections": now.sections, "upto": now.upto}
    api.save_minutes(operator, base=0, **act)  # type: ignore[arg-type]
    api.keep_minutes_aside(operator, base=1, **act | {"sections": {"votes": "Khác."}})  # type: ignore[arg-type]
    row = api.add_conclusion(
        operator, conference_id=conference.pk, conclusion=api.NewConclusion("Tăng cường kiểm tra.")
    )
    sign_in(screen, "chi")
    screen.locator(f".language button[value={language}]").click()
    screen.wait_for_selector(f"html[lang={language}]")
    base = f"/conferences/{conference.pk}"
    pages = {
        "minutes": f"{base}/minutes/",
        "merge": f"{base}/minutes/merge/2/",
        "versions": f"{base}/minutes/versions/?a=0&b=1",
        "conclusions": f"{base}/conclusions/",
        "conclusion": f"{base}/conclusions/{row.pk}/",
        "confirm": f"{base}/conclusions/confirm/?conclusion={row.pk}",
        "outcome": f"{base}/outcome/",
    }
    for name, url in pages.items():
        answer = screen.goto(url)
        assert answer is not None
        assert answer.status == 200, url
        assert_fits_width(screen)
        assert_no_axe_faults(screen)
        picture(screen, f"follow-up-{name}-{width_name(screen)}-{language}")
