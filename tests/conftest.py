"""A real Chromium, one for the whole run; without one the tests say so and are left out, except where CI insists."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.support import AXE

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
ROOT = Path(__file__).resolve().parents[1]
BUNDLE = ROOT / "src/binhyen/foundation/ui/static/ui/dist/app.js"


@pytest.fixture(scope="session")
def playwright_running() -> Iterator[Playwright]:
    """Playwright keeps an event loop in this thread, so there may be one for all browsers of a run."""
    for needed in (BUNDLE, AXE):
        if not needed.exists():
            _lacking(f"{needed.name} is missing: make setup")
    # Django would take every query beside that loop for an unsafe one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture(scope="session")
def chromium(playwright_running: Playwright) -> Iterator[Browser]:
    """One browser for the whole run."""
    browser = playwright_running.chromium.launch(executable_path=executable(), args=FLAGS)
    yield browser
    browser.close()


def executable() -> str:
    """Where this machine's Chromium is."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        _lacking("no Chromium on this machine: apt-get install chromium")
    return found or ""


def _lacking(reason: str) -> None:
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
