"""A commune's report in a browser: by keyboard alone, checked while typing, saved by itself, handed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from binhyen.engines.indicators import api as figures
from binhyen.engines.norms.api import load_norms
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import mark_demo
from binhyen.kernel.periods import parse_period
from binhyen.worlds.an_phuoc import AnPhuoc, build
from tests.browser.support import (
    assert_fits_width,
    assert_no_axe_faults,
    picture,
    width_name,
)
from tests.browser.test_look_around import sign_in


@pytest.fixture
def desk(transactional_db: None, operator: Actor) -> AnPhuoc:
    world = build(operator)
    figures.load_catalogue(operator, folder=Path(settings.BINHYEN_CATALOGUE))
    load_norms(operator, folder=Path(settings.BINHYEN_CATALOGUE))
    mark_demo(world="an_phuoc", focus_on=date(2022, 6, 20))
    an = world.an()
    world.chi()
    for month, cases in (("2022-05", 4), ("2021-06", 2)):
        state = figures.save_report(
            an,
            unit_id=world.commune.id,
            definition="drugs_monthly",
            period=parse_period(month, figures.calendars(), "admin"),
            values={"drugs.cases": cases, "drugs.persons": 6, "drugs.fines": "12.5"},
        )
        figures.submit_report(an, report_id=state.id)
    return world


def address(world: AnPhuoc, name: str = "") -> str:
    return f"/reporting/drugs_monthly/{world.commune.id}/admin:2022-06/{name}"


def cell(page: Page, ref: str) -> str:
    return f"tr[data-ref='{ref}'] .entry-input"


def test_a_report_goes_its_way_by_keyboard_alone(page: Page, desk: AnPhuoc) -> None:
    sign_in(page, "an")
    page.goto("/reporting/")
    page.get_by_role("link", name="Báo cáo thống kê phòng, chống ma túy").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-entry]")
    page.focus(cell(page, "drugs.cases"))
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    page.keyboard.type("3")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("5")
    expect(page.locator(".entry-broken").first).to_contain_text("(5) nhỏ hơn hoặc bằng")
    expect(page.locator("[data-entry-status]")).to_contain_text("Đã tự lưu", timeout=8000)
    picture(page, "entry-typing")
    page.get_by_role("button", name="Kiểm tra và nộp").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Nộp báo cáo")
    picture(page, "entry-submit")
    page.get_by_label("Vụ ma túy khởi tố").first.focus()
    page.keyboard.type("Ba vụ của kỳ trước")
    page.get_by_role("button", name="Nộp báo cáo").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=đã nộp, chờ duyệt")
    page.goto(address(desk, "history/"))
    assert "Ba vụ của kỳ trước" in page.content()


def test_a_column_pasted_from_a_sheet_fills_downwards(page: Page, desk: AnPhuoc) -> None:
    sign_in(page, "an")
    page.goto(address(desk))
    page.focus(cell(page, "drugs.cases"))
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text", "7\\tghi chú\\r\\n1.234\\r\\nba\\r\\n");
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.locator(cell(page, "drugs.persons"))).to_have_value("1.234")
    expect(page.locator(cell(page, "drugs.prosecuted_cases"))).to_have_attribute(
        "aria-invalid", "true"
    )
    page.keyboard.press("Escape")
    expect(page.locator(cell(page, "drugs.prosecuted_cases"))).to_have_value("")


def test_two_people_in_one_cell_are_asked_which_number_is_right(
    page: Page, chromium: Browser, desk: AnPhuoc
) -> None:
    binh = desk.binh()
    sign_in(page, "an")
    page.goto(address(desk))
    page.focus(cell(page, "drugs.cases"))
    figures.save_report(
        binh,
        unit_id=desk.commune.id,
        definition="drugs_monthly",
        period=parse_period("2022-06", figures.calendars(), "admin"),
        values={"drugs.cases": 8, "drugs.fines": 3},
    )
    page.keyboard.type("9")
    box = page.locator("[data-entry-clashes]")
    expect(box).to_be_visible(timeout=8000)
    expect(box).to_contain_text("Đang lưu: 8")
    picture(page, "entry-clash")
    assert_no_axe_faults(page)
    box.get_by_role("button", name="Của bạn: 9").press("Enter")
    expect(page.locator("[data-entry-status]")).to_contain_text("Đã tự lưu", timeout=8000)
    state = figures.report_state(
        binh,
        unit_id=desk.commune.id,
        definition="drugs_monthly",
        period=parse_period("2022-06", figures.calendars(), "admin"),
    )
    assert state is not None
    assert (state.values["drugs.cases"], state.values["drugs.fines"]) == (9, 3)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_accessible_and_fit(screen: Page, desk: AnPhuoc, language: str) -> None:
    sign_in(screen, "an")
    screen.locator(f".language button[value={language}]").click()
    screen.wait_for_selector(f"html[lang={language}]")
    pages = {
        "due": "/reporting/",
        **{name or "grid": address(desk, f"{name}/" if name else "") for name in ("", "submit", "nothing", "history", "print")},
        "large": f"/reporting/security_monthly/{desk.commune.id}/admin:2022-06/",
    }  # fmt: skip
    for name, url in pages.items():
        answer = screen.goto(url)
        assert answer is not None
        assert answer.status == 200, url
        assert_fits_width(screen)
        assert_no_axe_faults(screen)
        picture(screen, f"entry-{name}-{width_name(screen)}-{language}")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_province_draws_its_own_form(screen: Page, desk: AnPhuoc, language: str) -> None:
    sign_in(screen, "chi")
    screen.locator(f".language button[value={language}]").click()
    screen.wait_for_selector(f"html[lang={language}]")
    name = width_name(screen)
    screen.goto("/reporting/forms/")
    assert_fits_width(screen)
    assert_no_axe_faults(screen)
    screen.goto("/reporting/forms/new/")
    for field, text in {
        "vi": "Báo cáo nguồn nước",
        "days0": "3",
        "l-0-vi": "Lượt kiểm tra",
        "l-0-unit": "lượt",
        "l-1-vi": "Lượt có vi phạm",
        "l-1-unit": "lượt",
        "k-0-left": "d2",
    }.items():
        screen.fill(f"#{field}", text)
    screen.focus("#k-0-right")
    screen.keyboard.type("d1")
    expect(screen.locator("#k-0-words")).to_contain_text("Lượt có vi phạm [d2] nhỏ hơn hoặc bằng")
    assert_fits_width(screen)
    assert_no_axe_faults(screen)
    picture(screen, f"form-draw-{name}-{language}")
    screen.locator("button[value=preview]").click()
    screen.wait_for_selector("button[value=save]")
    assert_no_axe_faults(screen)
    picture(screen, f"form-confirm-{name}-{language}")
    screen.locator("button[value=save]").click()
    screen.wait_for_selector("h1:has-text('Báo cáo nguồn nước')")
    assert_fits_width(screen)
    assert_no_axe_faults(screen)
