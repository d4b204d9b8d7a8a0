"""A real Chromium for journeys; without one the tests say so and are left out, except where CI insists."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.support import AXE, DESKTOP, PHONE

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without a sandbox (root in a container has none) and without a word to the outside.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]
ROOT = Path(__file__).resolve().parents[2]
BUNDLE = ROOT / "src/binhyen/foundation/ui/static/ui/dist/app.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _static_folder() -> None:
    """The server warns of a folder that only `collectstatic` would make; a warning is an error here."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    executable = next((path for path in map(shutil.which, NAMES) if path), None)
    if executable is None:
        _lacking("no Chromium on this machine: apt-get install chromium")
    for needed in (BUNDLE, AXE):
        if not needed.exists():
            _lacking(f"{needed.name} is missing: make setup")
    # Playwright keeps an event loop in this thread, and Django would take every query for an unsafe one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def page(chromium: Browser, live_server: object) -> Iterator[Page]:
    """A desktop page; a script fault or a breach of the content policy on it fails the test."""
    yield from _page(chromium, live_server, DESKTOP)


@pytest.fixture
def phone(chromium: Browser, live_server: object) -> Iterator[Page]:
    """The same at 390 px, as on a telephone."""
    yield from _page(chromium, live_server, PHONE)


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def screen(
    request: pytest.FixtureRequest, chromium: Browser, live_server: object
) -> Iterator[Page]:
    """The test runs once on each width."""
    yield from _page(chromium, live_server, request.param)


def _page(browser: Browser, server: object, size: tuple[int, int]) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        base_url=str(server),
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: _note_fault(faults, said.type, said.text))
    yield page
    context.close()
    assert not faults, faults


def _note_fault(faults: list[str], kind: str, text: str) -> None:
    # An expected refusal (403, 404, 422) is logged by the browser too; only policy and script faults count.
    if kind == "error" and "Failed to load resource" not in text:
        faults.append(text)


def _lacking(reason: str) -> None:
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
