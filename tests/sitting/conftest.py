"""A real server of two processes with a conference of today, and real browsers for everybody who sits in it."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.support import DESKTOP
from tests.realtime.conftest import ROOT, START_SECONDS, environment


@dataclass
class Room:
    """The conference, and the browsers of those who are in it."""

    browser: Browser
    address: str
    number: int
    links: dict[str, str]
    other: int
    contexts: list[BrowserContext] = field(default_factory=list)

    def come(self, who: str, view: str, size: tuple[int, int] = DESKTOP) -> Page:
        """A new browser of somebody's, come by their link, on one page of the sitting."""
        context = self.browser.new_context(
            base_url=self.address, viewport={"width": size[0], "height": size[1]}, locale="vi-VN"
        )
        self.contexts.append(context)
        page = context.new_page()
        page.goto(self.links[who])
        page.goto(f"/conferences/{self.number}/{view}/")
        return page

    def leave(self) -> None:
        """Close every browser."""
        for context in self.contexts:
            context.close()
        self.contexts.clear()


@contextmanager
def opened(browser: Browser, home: Path, **settings: str) -> Iterator[Room]:
    """A server over a fresh installation with its conference."""
    run, env = [sys.executable, "-m", "tests.sitting.acts"], environment(home) | settings
    made = subprocess.run(
        [*run, "prepare"], env=env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    told = json.loads(made.stdout.splitlines()[-1])
    port = free_port()
    with subprocess.Popen([*run, "serve", str(port)], env=env, cwd=ROOT) as server:
        try:
            _wait(server, port)
            address = f"http://127.0.0.1:{port}"
            room = Room(browser, address, told["conference"], told["links"], told["other"])
            yield room
            room.leave()
        finally:
            server.send_signal(signal.SIGTERM)


def free_port() -> int:
    """A port nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def hall(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The server with its conference, one for a file of tests."""
    with opened(chromium, tmp_path_factory.mktemp("sitting")) as room:
        yield room


@pytest.fixture
def room(hall: Room) -> Iterator[Room]:
    """The same; everybody's browser is closed after a test."""
    yield hall
    hall.leave()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
        assert server.poll() is None, "the server ended"
    raise AssertionError("the server did not start")
