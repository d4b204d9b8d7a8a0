"""What journeys share: accessibility, width and pictures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
DESKTOP = (1280, 900)
PHONE = (390, 844)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
PICTURES = Path(os.environ.get("BINHYEN_PICTURES", ROOT / "test-results/pictures"))


def assert_no_axe_faults(page: Page) -> None:
    """No breach of WCAG 2.1 A or AA that a machine can see."""
    # Through the debugger, not a script element: the page's own content policy forbids that.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG
    )
    assert result["passes"], "axe checked nothing"
    faults = [_told(fault) for fault in result["violations"]]
    assert not faults, "\n".join([page.url, *faults])


def assert_fits_width(page: Page) -> None:
    """The page does not scroll sideways; tables and menus scroll inside their own boxes."""
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= seen, f"{page.url}: {wide} px wide on a screen of {seen} px"


def wait_for_charts(page: Page) -> None:
    """Until every chart on the page is drawn."""
    count = page.locator("[data-controller=chart]").count()
    assert count, f"{page.url} has no chart"
    page.wait_for_function(
        "n => document.querySelectorAll('[data-drawn=yes] svg').length === n", arg=count
    )


def picture(page: Page, name: str) -> Path:
    """A picture of the whole page, for a person to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path, full_page=True, animations="disabled")
    return path


def width_name(page: Page) -> str:
    """What the pictures of this width are called."""
    size = page.viewport_size
    return "phone" if size and size["width"] == PHONE[0] else "desktop"


def _told(fault: dict[str, Any]) -> str:
    nodes = "; ".join(
        " ".join(node["target"]) + " " + node["html"][:140] for node in fault["nodes"][:5]
    )
    return f"{fault['id']} ({fault['impact']}): {fault['help']}: {nodes}"
