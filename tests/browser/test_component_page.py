"""The component page: every component in every state, as a browser shows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.support import (
    assert_fits_width,
    assert_no_axe_faults,
    picture,
    wait_for_charts,
    width_name,
)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_accessible_and_fits(screen: Page, language: str) -> None:
    screen.goto("/styleguide/")
    screen.locator(f".language button[value={language}]").click()
    screen.wait_for_selector(f"html[lang={language}]")
    wait_for_charts(screen)
    picture(screen, f"styleguide-{width_name(screen)}-{language}")
    assert_fits_width(screen)
    assert_no_axe_faults(screen)


def test_it_draws_numbers_the_vietnamese_way(page: Page) -> None:
    page.goto("/styleguide/")
    wait_for_charts(page)
    drawn = page.locator("#sample-bars .chart-canvas").inner_text()
    assert "2.500" in drawn
    assert "2,500" not in drawn


def test_it_tells_the_same_without_scripts(chromium: object, live_server: object) -> None:
    context = chromium.new_context(
        java_script_enabled=False, base_url=str(live_server), locale="vi-VN"
    )
    page = context.new_page()
    page.goto("/styleguide/?sort=-officers#table")
    assert not page.locator(".chart-canvas").first.is_visible()
    page.locator("#sample-bars summary").click()
    assert page.locator("#sample-bars td", has_text="2.570").is_visible()
    first = page.locator("#table tbody tr").first
    assert "1.205" in first.inner_text()
    context.close()


def test_it_can_be_walked_by_keyboard(page: Page) -> None:
    page.goto("/styleguide/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    tile = page.locator("#sample-tiles svg a").first
    tile.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#unit-0")
