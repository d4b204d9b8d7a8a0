"""Journeys through the overview: by keyboard, in both languages, on a desk and on a telephone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

from binhyen.engines.indicators.api import load_catalogue
from binhyen.engines.norms.api import load_norms
from binhyen.foundation.access.api import Actor
from binhyen.foundation.accounts.api import create_account, grant_role
from binhyen.foundation.audit.api import mark_demo
from binhyen.worlds.an_phuoc import AnPhuoc, build
from binhyen.worlds.an_phuoc.cast import PASSWORD
from tests.browser.support import (
    assert_fits_width,
    assert_no_axe_faults,
    picture,
    wait_for_charts,
    width_name,
)

LEADER = [
    ("board", "/board/99/"), ("map", "/board/99/map/"), ("norms", "/board/99/norms/"), ("unit", "/unit/99102/"),
    ("work", "/unit/99102/?tab=work"), ("history", "/unit/99102/?tab=history"), ("missing", "/unit/99105/"),
    ("explain", "/figures/explain/?measure=staffing.coverage&unit=99"), ("search", "/search/?q=binh hoa"),
    ("people", "/people/"), ("stated", "/stated/"), ("indicators", "/catalogue/indicators/"),
    ("indicator", "/catalogue/indicators/clear_up.social_order/"), ("norm", "/catalogue/norms/staffing.commune_minimum/"),
    ("account", "/me/"),
]  # fmt: skip
AUDITOR = [("journal", "/journal/"), ("entry", "/journal/1/"), ("verify", "/journal/verify/")]


@pytest.fixture
def province(transactional_db: None, operator: Actor) -> AnPhuoc:
    world = build(operator)
    load_catalogue(operator, folder=Path(settings.BINHYEN_CATALOGUE))
    load_norms(operator, folder=Path(settings.BINHYEN_CATALOGUE))
    world.officer(world.commune, "chief", name="Lê Văn Trưởng")
    world.officer(world.commune)
    world.chi()
    account = create_account(
        operator, username="auditor", office="Kiểm tra viên", password=PASSWORD
    )
    grant_role(
        operator, account_id=account.pk, role="auditor", scope_id=None, valid_from=date(2019, 1, 1)
    )
    mark_demo(world="an_phuoc", focus_on=date(2022, 6, 3))
    return world


def sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/login/")
    page.fill("#id_login", username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("who", "pages"), [("chi", LEADER), ("auditor", AUDITOR)], ids=["leader", "auditor"]
)
def test_pages_are_accessible_and_fit(
    screen: Page, province: AnPhuoc, who: str, pages: list[tuple[str, str]], language: str
) -> None:
    sign_in(screen, who)
    screen.locator(f".language button[value={language}]").click()
    screen.wait_for_selector(f"html[lang={language}]")
    for name, url in pages:
        screen.goto(url)
        if name == "board":
            wait_for_charts(screen)
        assert screen.locator(f"html[lang={language}]").count() == 1
        assert_fits_width(screen)
        assert_no_axe_faults(screen)
        picture(screen, f"{name}-{width_name(screen)}-{language}")


def test_from_the_door_to_a_reason_by_keyboard(page: Page, province: AnPhuoc) -> None:
    sign_in(page, "chi")
    page.wait_for_url("**/board/99/**")
    follow(page, page.locator("#parts ~ .table-wrap a", has_text="huyện Sông Trăng"))
    page.wait_for_url("**/board/991/**")
    follow(page, page.locator("table a", has_text="xã Bình Hòa"))
    page.wait_for_url("**/unit/99102/**")
    page.go_back()
    follow(page, page.locator(".stat-value a").first)
    page.wait_for_url("**/figures/explain/**")
    assert "Hệ thống đếm" in page.locator("main").inner_text()


def follow(page: Page, link: object) -> None:
    """Open a link as somebody without a mouse does."""
    link.first.focus()
    page.keyboard.press("Enter")
