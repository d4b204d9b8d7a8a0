"""Sound and picture between three points with real Chromiums and fake cameras: a mesh, and the real Janus killed and started."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.support import picture
from tests.conftest import FLAGS, executable
from tests.realtime.conftest import ROOT, environment
from tests.sitting.conftest import Room, free_port, opened
from tests.sitting.test_sit_together import open_sitting

CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
BINHYEN = Path(sys.executable).parent / "binhyen"
PATIENCE = 60_000
# How many pictures each other's video element has shown.
DECODED = """() => [...document.querySelectorAll('[data-tile]:not([data-tile=self]) video')]
    .map(one => one.getVideoPlaybackQuality().totalVideoFrames)"""


@pytest.fixture(scope="module")
def cameras(playwright_running: Playwright) -> Iterator[Browser]:
    """A browser whose cameras and microphones are made up."""
    args = [*FLAGS, *CAMERA]
    browser = playwright_running.chromium.launch(executable_path=executable(), args=args)
    yield browser
    browser.close()


@pytest.fixture
def mesh(cameras: Browser, tmp_path: Path) -> Iterator[Room]:
    with opened(cameras, tmp_path, BINHYEN_MEDIA="mesh") as room:
        yield room


@pytest.fixture
def none(cameras: Browser, tmp_path: Path) -> Iterator[Room]:
    with opened(cameras, tmp_path, BINHYEN_MEDIA="none") as room:
        yield room


@pytest.fixture
def sfu(cameras: Browser, tmp_path: Path) -> Iterator[tuple[Room, Janus]]:
    if shutil.which("janus") is None:
        pytest.skip("janus is not installed: apt-get install janus")
    settings = {"BINHYEN_MEDIA": "janus", "BINHYEN_JANUS_URL": f"ws://127.0.0.1:{free_port()}"}
    with opened(cameras, tmp_path, **settings) as room:
        janus = Janus(environment(tmp_path) | settings, room.address)
        janus.start()
        try:
            yield room, janus
        finally:
            janus.kill()


class Janus:
    """The real media server beside a site."""

    def __init__(self, env: dict[str, str], site: str) -> None:
        self._env = env
        self._site = site
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [str(BINHYEN), "janus", "run", "--media-ports", "23000-23199"]
        self._process = subprocess.Popen(
            [*command, "--site", self._site], env=self._env, cwd=ROOT,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def points(room: Room) -> list[Page]:
    """The chair, the secretary and a district's point, each with sound and picture switched on."""
    chair = open_sitting(room)
    pages = [chair, room.come("secretary", "desk"), room.come("head", "point")]
    for page in pages:
        page.get_by_role("button", name="Bật âm thanh, hình ảnh").click()
    return pages


def see_each_other(pages: list[Page]) -> None:
    """Every page shows two others whose pictures go on coming."""
    for page in pages:
        before = decoded(page, lambda now: len(now) == 2)
        decoded(page, lambda now, old=tuple(before): more(old, now))


def more(before: Sequence[int], now: Sequence[int]) -> bool:
    return len(now) == len(before) and all(
        new > old + 10 for old, new in zip(before, now, strict=True)
    )


def decoded(page: Page, enough: Callable[[list[int]], bool]) -> list[int]:
    """Pictures shown of each other, once they are enough; the page's policy lets no script wait for us."""
    end = time.monotonic() + PATIENCE / 1000
    found: list[int] = []
    while time.monotonic() < end:
        found = page.evaluate(DECODED)
        if enough(found):
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"{found}: {page.locator('[data-media-why]').inner_text()}")


def test_three_speakers_see_each_other_without_any_server(mesh: Room) -> None:
    pages = points(mesh)
    see_each_other(pages)
    expect(pages[0].locator("figcaption").filter(has_text="Trưởng").first).to_be_visible()
    picture(pages[0], "sitting-media")
    # A delegate without the word follows on the slides and is told so.
    guest = mesh.come("guest", "point")
    guest.get_by_role("button", name="Bật âm thanh, hình ảnh").click()
    expect(guest.locator("[data-media-why]")).to_contain_text("hãy giơ tay khi muốn phát biểu")
    pages[2].context.close()
    mesh.contexts.remove(pages[2].context)
    expect(pages[0].locator("[data-tile]")).to_have_count(2, timeout=PATIENCE)


def test_the_ladder_steps_down_and_back_and_the_desk_hears_why(mesh: Room) -> None:
    pages = points(mesh)
    see_each_other(pages)
    point = pages[2]
    # Two of three packets are lost, as the browser's own figures would tell.
    point.evaluate(
        """() => {
            const media = document.querySelector('[data-controller=media]').media;
            const line = RTCPeerConnection.prototype.getStats;
            let lost = 0, received = 0;
            window.restoreLine = () => { RTCPeerConnection.prototype.getStats = line; };
            RTCPeerConnection.prototype.getStats = async () => {
                lost += 200; received += 100;
                return new Map([['a', {type: 'inbound-rtp', packetsReceived: received, packetsLost: lost, bytesReceived: received * 99}]]);
            };
            void media;
        }"""
    )
    expect(point.locator("[data-media-why]")).to_contain_text("mất 67 % gói tin", timeout=PATIENCE)
    expect(point.locator("[data-controller=media]")).to_have_attribute(
        "data-level", "slides", timeout=PATIENCE
    )
    expect(pages[0].locator('[data-desk="roll"]')).to_contain_text("slides", timeout=PATIENCE)
    assert point.locator("[data-line]").inner_text() == "Đang nối"
    point.evaluate("() => window.restoreLine()")
    expect(point.locator("[data-media-why]")).to_contain_text(
        "đã tốt trở lại", timeout=2 * PATIENCE
    )


def test_without_sound_and_picture_the_sitting_goes_on(none: Room) -> None:
    desk = open_sitting(none)
    desk.get_by_role("button", name="Bật âm thanh, hình ảnh").click()
    expect(desk.locator("[data-media-why]")).to_contain_text("không truyền hình và tiếng")
    expect(desk.locator("[data-line]")).to_have_text("Đang nối")


def test_a_killed_media_server_comes_back_by_itself(sfu: tuple[Room, Janus]) -> None:
    room, janus = sfu
    pages = points(room)
    see_each_other(pages)
    janus.kill()
    for page in pages:
        expect(page.locator("[data-media-why]")).to_contain_text("không trả lời", timeout=PATIENCE)
        # The sitting itself does not care.
        expect(page.locator("[data-line]")).to_have_text("Đang nối")
    janus.start()
    see_each_other(pages)


def test_only_the_chair_records_and_all_are_told(sfu: tuple[Room, Janus]) -> None:
    room, _janus = sfu
    pages = points(room)
    see_each_other(pages)
    assert pages[1].get_by_role("button", name="Ghi âm, ghi hình").count() == 0
    pages[0].get_by_role("button", name="Ghi âm, ghi hình").click()
    for page in pages:
        expect(page.locator("[data-media-controls]")).to_contain_text("Đang ghi", timeout=PATIENCE)
    pages[0].locator("#mute-delegate").select_option(
        label="Điểm cầu huyện Sông Trăng: Trưởng, Công an huyện"
    )
    pages[0].get_by_role("button", name="Tắt tiếng", exact=True).click()
    expect(pages[2].locator("[data-media-controls]")).to_contain_text("tắt tiếng", timeout=PATIENCE)
