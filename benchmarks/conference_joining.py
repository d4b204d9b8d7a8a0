"""What joining a sitting costs on the line, counted by a real browser: first, and again with what it kept."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.measuring import Row, report, say

FIRST_KB, AGAIN_KB = 150.0, 10.0
POINTS = 100
CANNOT = 77
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Open a sitting of a hundred points with a busy log, and join it twice."""
    from benchmarks.product import start

    start()
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if executable is None:
        sys.stderr.write("no Chromium on this machine: apt-get install chromium\n")
        raise SystemExit(CANNOT)
    number, link, events = _sitting()
    say(f"a sitting of {POINTS} points and {events} events")
    with _served() as address:
        sizes = _joined(executable, address, link, number)
    for (name, size), goal in zip(sizes.items(), (FIRST_KB, AGAIN_KB), strict=True):
        note = f"{POINTS} points, {events} events before"
        report(Row(f"joining a sitting, {name}", size / 1024, "KB", goal, note=note))


def _sitting() -> tuple[int, str, int]:
    """A sitting that is open, with hands, a slide, a vote and chat behind it: its number, a link, events so far."""
    from binhyen.engines.units.api import Level, structure
    from binhyen.features.conference import api
    from binhyen.foundation.access.api import Actor
    from binhyen.kernel import clock

    who = Actor.operator()
    begins = clock.now() + timedelta(minutes=10)
    tree = structure(begins.date())
    host = tree.by_code("38", Level.PROVINCE)
    units = tree.at_level(Level.COMMUNE, host.id)[:POINTS]
    api.new_series(who, unit_id=host.id, code="do", title="Đo đường truyền")
    made = api.new_conference(
        who,
        new=api.NewConference(
            host.id, "do", "do-1", "Đo đường truyền", begins, begins + timedelta(hours=3), "Đo",
            simulated=True,
        ),
    )  # fmt: skip
    named = {"conference_id": made.pk}
    api.add_points(who, **named, points=[api.NewPoint(host.id, api.PointKind.MAIN)])
    api.add_points(who, **named, points=[api.NewPoint(one.id) for one in units])
    body = "\n".join("Kết quả sáu tháng đầu năm (mô phỏng)" for _ in range(10))
    slide = api.add_slide(who, **named, slide=api.NewSlide("Kết quả", body))
    api.open_sitting(who, conference_id=made.pk)
    seats = [one for one in api.delegates_in_order(made.pk) if one.votes]
    topic = api.topic_of(api.sitting_of(made.pk))
    api.presence_changed(topic, [f"d{one.pk}" for one in seats], [])
    _say(who, made.pk, "slide", slide=slide.pk)
    _say(who, made.pk, "vote_opened", question="Thông qua nội dung")
    for one in seats:
        actor = api.delegate_actor(one)
        _say(actor, made.pk, "voted", choice="for")
        _say(actor, made.pk, "chat", text="Điểm cầu nghe rõ, nhìn rõ")
    link = api.join_link(who, **named, delegate_id=seats[-1].pk)
    return made.pk, link.path, api.sitting_state(api.sitting_of(made.pk))["seq"]


def _say(actor: Any, number: int, kind: str, **payload: object) -> None:
    from binhyen.features.conference import api

    api.post(actor, conference_id=number, kind=kind, payload=payload)


@contextmanager
def _served() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    run = [str(Path(sys.executable).with_name("binhyen")), "serve", "--port", str(port)]
    with subprocess.Popen(run, env=os.environ.copy(), stdout=sys.stderr) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(server, address)
            yield address
        finally:
            server.send_signal(signal.SIGTERM)


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError:
            return
        except OSError:
            if server.poll() is not None:
                raise SystemExit("benchmarks: the server ended") from None
            time.sleep(0.2)
        else:
            return
    raise SystemExit("benchmarks: the server did not start")


def _joined(executable: str, address: str, link: str, number: int) -> dict[str, float]:
    from playwright.sync_api import sync_playwright

    found: dict[str, float] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page = browser.new_page(base_url=address)
        # The seat is taken on a page that loads nothing of the sitting's own.
        page.goto(link)
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.clearBrowserCache")
        sizes: list[float] = []
        line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        for name in ("first", "again"):
            sizes.clear()
            page.goto(f"/conferences/{number}/point/")
            page.locator("[data-line].state-good").wait_for()
            found[name] = sum(sizes)
        browser.close()
    return found


if __name__ == "__main__":
    main()
