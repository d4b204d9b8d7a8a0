"""Pictures of the main pages with the world thanh_hoa, at 1280 and 390 px, for a person to look at.

Run: python tools/shots.py [--home FOLDER] [--out FOLDER]

Without `--home` a world is loaded into a temporary installation. All pictures go to `--out` (test-results/shots);
those the README shows also go to docs/images, in few colours so that they stay small.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
BINHYEN = Path(sys.executable).with_name("binhyen")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--hide-scrollbars",
]
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
MOST_BYTES = 300_000

# Who looks at what; a picture is named after its page and its width.
VISITS = {
    "tinh.giamdoc": {
        "home": "/",
        "board": "/board/38/",
        "map": "/board/38/map/",
        "lacking": "/board/38/norms/",
        "unit": "/unit/14938/?on=2022-06-03",
        "unit-after-reform": "/unit/14932/?on=2025-07-01",
        "search": "/search/?q=thanh+son",
        "indicators": "/catalogue/indicators/",
        "norms": "/catalogue/norms/",
        "stated": "/stated/",
        "reviews": "/reviews/",
        "review": "/reviews/1/",
        "review-figures": "/reviews/1/figures/",
        "account": "/me/",
    },
    "tinh.tochuc": {
        "staffing": "/staffing/",
        "plan": "/staffing/plans/1/",
        "plan-lines": "/staffing/plans/1/lines/",
        "plan-rules": "/staffing/plans/1/rules/",
        "scenario": "/staffing/new/",
        "compare": "/staffing/compare/?plan=5&plan=6",
        "differences": "/staffing/plans/4/differences/",
        "infeasible": "/staffing/plans/7/",
        "terms": "/staffing/terms/",
        "certificates": "/staffing/certificates/",
        "approval": "/approval/",
        "submission-board": "/approval/security_monthly/2022-05/board/",
        "punctuality": "/approval/security_monthly/2022-05/rates/",
        "locks": "/approval/security_monthly/2022-05/locks/",
        "forms": "/reporting/forms/",
        "form-drawing": "/reporting/forms/new/",
        "pivot": "/analysis/",
        "targets": "/analysis/targets/",
        "alerts": "/analysis/alerts/",
        "exchange": "/exchange/",
        "exchange-export": "/exchange/export/",
    },
    "xa.tonghop": {
        "due": "/reporting/",
        "entry": "/reporting/security_monthly/7285/admin:2022-05/",
        "offline": "/offline/",
    },
    "xa.truong": {
        "rosters": "/rosters/",
        "roster": "/rosters/2/",
        "roster-days": "/rosters/2/days/",
        "roster-fairness": "/rosters/2/fairness/",
    },
    "kiemtoan": {"journal": "/journal/"},
}
FOR_README = {
    "board-desktop": "board.png",
    "review-desktop": "review.png",
    "plan-desktop": "plan.png",
    "roster-desktop": "roster.png",
    "entry-desktop": "entry.png",
    "pivot-desktop": "pivot.png",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="an installation with the demonstration world")
    parser.add_argument("--out", type=Path, default=ROOT / "test-results" / "shots")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="binhyen-shots-") as folder:
        home = given.home or Path(folder) / "home"
        if not (home / "keys" / "demo_accounts.json").exists():
            run(home, "demo", "--no-serve")
        with served(home) as address:
            taken = take_all(home, address, given.out)
    for name, target in FOR_README.items():
        keep_small(taken[name], IMAGES / target)
    print(f"{len(taken)} pictures in {given.out}, {len(FOR_README)} of them in docs/images")


def run(home: Path, *arguments: str) -> None:
    subprocess.run([BINHYEN, *arguments], env=environment(home), check=True)


def environment(home: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BINHYEN_")}
    return clean | {"BINHYEN_HOME": str(home.absolute())}


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The site on a free port of this machine; stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([BINHYEN, "serve", "--port", str(port)], env=environment(home))
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/accounts/login/", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(address: str, server: subprocess.Popen[bytes], seconds: int = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own loopback address
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    raise SystemExit(f"shots: {address} does not answer")


def take_all(home: Path, address: str, out: Path) -> dict[str, Path]:
    """Every page of every visitor in both widths, by picture name."""
    program = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if program is None:
        raise SystemExit("shots: no Chromium here. Cure: apt-get install chromium")
    passwords = json.loads((home / "keys" / "demo_accounts.json").read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    taken = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for width in WIDTHS:
            for username, pages in VISITS.items():
                page = signed_in(browser, address, width, (username, passwords[username]), out)
                for name, path in pages.items():
                    taken[f"{name}-{width}"] = take(page, path, out / f"{name}-{width}.png")
                page.context.close()
        browser.close()
    return taken


def signed_in(browser: Browser, address: str, width: str, who: tuple[str, str], out: Path) -> Page:
    across, down = WIDTHS[width]
    context = browser.new_context(
        viewport={"width": across, "height": down},
        base_url=address,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
    )
    page = context.new_page()
    take(page, "/accounts/login/", out / f"login-{width}.png")
    page.fill("#id_login", who[0])
    page.fill("#id_password", who[1])
    page.locator(".entrance button.btn-primary").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def take(page: Page, path: str, target: Path) -> Path:
    answer = page.goto(path, wait_until="load")
    if answer is None or answer.status != 200:
        print(f"shots: {path} answered {answer and answer.status}", file=sys.stderr)
    page.wait_for_function(
        "() => document.querySelectorAll('[data-controller=chart]').length"
        " === document.querySelectorAll('[data-drawn=yes] svg').length"
    )
    page.evaluate("document.fonts.ready")
    page.screenshot(path=target, animations="disabled")
    return target


def keep_small(source: Path, target: Path) -> None:
    """Copy a picture with as many colours as fit under the limit."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(source) as picture:
        for colours in (256, 128, 64):
            picture.convert("RGB").quantize(colours).save(target, optimize=True)
            if target.stat().st_size <= MOST_BYTES:
                return
    raise SystemExit(f"shots: {target.name} stays above {MOST_BYTES} bytes")


if __name__ == "__main__":
    main()
