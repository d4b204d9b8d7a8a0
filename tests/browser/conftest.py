"""A real Chromium for journeys; without one the tests say so and are left out, except where CI insists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from tests.browser.support import DESKTOP, PHONE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _static_folder() -> None:
    """The server warns of a folder that only `collectstatic` would make; a warning is an error here."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


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
