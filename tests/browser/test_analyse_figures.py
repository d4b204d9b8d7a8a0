"""A journey through analysis by keyboard: choose, drill down, save, export; every view on a desk and a telephone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page

from binhyen.features.analysis import api
from binhyen.foundation.access.api import Actor, actor_for
from binhyen.foundation.access.models import Account
from tests.analysis.conftest import CLEAR_UP, OCCURRED, PERSONS, Site, fill
from tests.browser.support import (
    assert_fits_width,
    assert_no_axe_faults,
    picture,
    wait_for_charts,
    width_name,
)
from tests.browser.test_look_around import sign_in

COMMUNES = f"/analysis/?unit=99&level=1&by=commune&m={OCCURRED}"
RATES = f"/analysis/?unit=99&level=1&by=commune&m={CLEAR_UP}"
PATIENCE_MS = 40_000
"""A signing-in on a machine busy with other tests takes longer than a page may take otherwise."""

PAGES = {
    "start": "/analysis/",
    "change": f"{COMMUNES}&span=own&periods=2022-02..2022-05&against=last-year&targets=1",
    "two": f"{COMMUNES}&m={CLEAR_UP}&span=own&periods=2022-04,2022-05",
    "options": f"/analysis/?unit=99&level=1&by=commune&m={PERSONS}&breakdown=1&span=own&periods=2022-04",
    "heat": f"{COMMUNES}&view=heat",
    "lines": f"{COMMUNES}&view=lines",
    "bars": f"{COMMUNES}&view=bars",
    "tiles": f"{COMMUNES}&view=tiles",
    "funnel": f"{RATES}&view=funnel",
    "views": "/analysis/views/",
    "targets": "/analysis/targets/",
    "alerts": "/analysis/alerts/",
    "rules": "/analysis/alerts/rules/",
}


@pytest.fixture
def site(transactional_db: None, operator: Actor, tmp_path: Path) -> Site:
    found = fill(tmp_path)
    chi = actor_for(Account.objects.get(username="chi"))
    unit_id = found.world.province.id
    api.save_view(
        chi,
        unit_id=unit_id,
        name="Hình sự các xã",
        query=COMMUNES.partition("?")[2],
        is_shared=True,
    )
    api.set_target(
        chi, unit_id=found.world.commune.id, measure=OCCURRED, year=2022, operator="at-most",
        value=Decimal(400), source="12/KH-CAT", decided_on=date(2022, 1, 5),
    )  # fmt: skip
    api.make_alert_rule(
        chi, unit_id=unit_id, measure=OCCURRED, by="commune", basis="value", operator="above", bound=Decimal(40),
        calendar="admin", kind="month",
    )  # fmt: skip
    api.evaluate_alerts(date(2022, 6, 3))
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_accessible_and_fit(screen: Page, site: Site, language: str) -> None:
    screen.set_default_timeout(PATIENCE_MS)
    sign_in(screen, "chi")
    screen.locator(f".language button[value={language}]").click()
    screen.wait_for_selector(f"html[lang={language}]")
    alert = api.alerts(site.actor("chi"), date(2022, 6, 3))[0].pk
    # In English the words are other ones and the layout the same: the busiest pages are enough.
    wanted = (
        PAGES
        if language == "vi"
        else {name: PAGES[name] for name in ("change", "heat", "views", "rules")}
    )
    for name, url in {**wanted, "alert": f"/analysis/alerts/{alert}/"}.items():
        answer = screen.goto(url)
        assert answer is not None
        assert answer.status == 200, url
        if name in {"lines", "bars", "funnel"}:
            wait_for_charts(screen)
        assert_fits_width(screen)
        assert_no_axe_faults(screen)
        picture(screen, f"analysis-{name}-{width_name(screen)}-{language}")


def test_choose_drill_save_export_by_keyboard(page: Page, site: Site) -> None:
    page.set_default_timeout(PATIENCE_MS)
    sign_in(page, "dung")
    page.goto("/analysis/")
    _choose_measure(page)
    page.locator("#by").focus()
    page.keyboard.press("Home")
    _press(page, ".analysis-fields button")
    page.wait_for_url("**by=district**")
    assert "m=clear_up" in page.url

    _press(page, ".pivot-table tbody th a")
    page.wait_for_url("**unit=991**")
    assert page.locator("h1").inner_text().startswith("huyện")

    with page.expect_download() as waiting:
        _press(page, "button[formaction*='/export/xlsx/']")
    assert waiting.value.suggested_filename.endswith(".xlsx")

    page.locator("#view-name").focus()
    page.keyboard.type("Huyện của tôi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/analysis/?unit=991**")
    page.goto("/analysis/views/")
    assert page.locator(".view-name", has_text="Huyện của tôi").count() == 1

    page.goto(f"{COMMUNES}")
    _press(page, ".pivot-table tbody td a")
    page.wait_for_url("**/figures/explain/**")


def _choose_measure(page: Page) -> None:
    page.locator(".analysis-measures summary").focus()
    page.keyboard.press("Enter")
    page.locator("#measure-search").focus()
    page.keyboard.type("lam ro ttxh")
    box = page.locator(f"input[name=m][value='{CLEAR_UP}']")
    assert box.is_visible()
    assert not page.locator("input[name=m][value='tips.received']").is_visible()
    box.focus()
    page.keyboard.press("Space")


def _press(page: Page, selector: str) -> None:
    page.locator(selector).first.focus()
    page.keyboard.press("Enter")
