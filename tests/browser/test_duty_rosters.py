"""Duty rosters in a browser: every page on a desk and on a telephone, the printed sheet, the copy without a network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from binhyen.features.rosters import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import mark_demo
from binhyen.worlds.an_phuoc import AnPhuoc, build
from tests.browser.support import (
    PICTURES,
    assert_fits_width,
    assert_no_axe_faults,
    picture,
    width_name,
)
from tests.browser.test_look_around import sign_in

TET = date(2022, 1, 15), date(2022, 2, 14)


@pytest.fixture
def township(transactional_db: None, operator: Actor) -> Iterator[tuple[AnPhuoc, api.Roster]]:
    world = build(operator)
    roles = ["chief", "deputy", "deputy", *["officer"] * 5]
    people = [world.officer(world.commune, role) for role in roles]
    mark_demo(world="an_phuoc", focus_on=date(2022, 1, 10))
    binh, unit_id = world.binh(), world.commune.id
    world.an()
    api.link_account(binh, unit_id=unit_id, username="an", officer_id=people[4].pk)
    api.record_absence(
        binh, unit_id=unit_id, officer_id=people[5].pk, first=date(2022, 1, 20), last=date(2022, 1, 25), reason="leave"
    )  # fmt: skip
    api.record_couple(binh, unit_id=unit_id, one_id=people[3].pk, other_id=people[1].pk)
    proposal = api.propose(binh, unit_id=unit_id, first=TET[0], last=TET[1])
    roster = api.draft_roster(
        binh, unit_id=unit_id, first=TET[0], last=TET[1], solved=proposal.itself
    )
    return world, api.publish_roster(binh, roster_id=roster.pk)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_accessible_and_fit(
    screen: Page, township: tuple[AnPhuoc, api.Roster], language: str
) -> None:
    world, roster = township
    sign_in(screen, "binh")
    screen.locator(f".language button[value={language}]").click()
    screen.wait_for_selector(f"html[lang={language}]")
    duty = api.duties_of(roster)[0].pk
    one, unit = f"/rosters/{roster.pk}", world.commune.id
    pages = {
        "list": "/rosters/", "new": "/rosters/new/", "month": f"{one}/", "days": f"{one}/days/",
        "fairness": f"{one}/fairness/", "history": f"{one}/history/", "duty": f"{one}/duty/{duty}/",
        "sheet": f"{one}/print/", "facts": f"/rosters/facts/{unit}/", "book": f"/rosters/book/{unit}/",
        "mine": "/rosters/mine/", "swaps": "/rosters/swaps/",
    }  # fmt: skip
    for name, url in pages.items():
        answer = screen.goto(url)
        assert answer is not None
        assert answer.status == 200, url
        assert_fits_width(screen)
        assert_no_axe_faults(screen)
        picture(screen, f"roster-{name}-{width_name(screen)}-{language}")


def test_the_sheet_prints_on_turned_paper(page: Page, township: tuple[AnPhuoc, api.Roster]) -> None:
    sign_in(page, "binh")
    page.goto(f"/rosters/{township[1].pk}/print/")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.emulate_media(media="print")
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= seen
    page.pdf(path=PICTURES / "roster-sheet.pdf", prefer_css_page_size=True, print_background=True)


def test_a_saved_copy_opens_without_a_network(
    page: Page, chromium: Browser, township: tuple[AnPhuoc, api.Roster], tmp_path: Path
) -> None:
    sign_in(page, "an")
    page.goto(f"/rosters/{township[1].pk}/")
    with page.expect_download() as waiting:
        page.locator("a", has_text="Bản đọc khi mất mạng").click()
    saved = tmp_path / "lich.html"
    waiting.value.save_as(saved)
    context = chromium.new_context(offline=True, viewport={"width": 390, "height": 844})
    copy = context.new_page()
    asked: list[str] = []
    copy.on("request", lambda request: asked.append(request.url))
    copy.goto(saved.as_uri())
    assert asked == [saved.as_uri()]
    assert "Bản đọc khi mất mạng" in copy.locator("main").inner_text()
    assert_fits_width(copy)
    assert_no_axe_faults(copy)
    picture(copy, "roster-offline-phone")
    context.close()
