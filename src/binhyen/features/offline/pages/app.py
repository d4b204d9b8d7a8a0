"""The installable app: a shell without data, its worker, its manifest; all of it may be kept by anybody's browser."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.memory import once

# In the order they are needed; fonts first wanted by the style sheet, the codes' reader only by parcels.
ASSETS = (
    "ui/dist/offline.js",
    "ui/dist/offline.css",
    "ui/mark.svg",
    "offline/icon-192.png",
    "offline/icon-512.png",
)
FONTS = "ui/dist/fonts"
FONT_NAMES = tuple(
    f"be-vietnam-pro-{script}-{weight}-normal.woff2"
    for weight in (400, 600)
    for script in ("latin", "vietnamese")
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """From the menu into the app."""
    return HttpResponseRedirect(reverse("offline:app"))


@login_not_required
@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The frame: no reader's name, no token, no data; those live encrypted in the browser."""
    response = render(request, "offline/shell.html", {"version": version(), "assets": _named()})
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the list of what it keeps; a changed asset makes a changed worker."""
    facts = {"version": version(), "shell": reverse("offline:app"), "assets": _addresses()}
    source = _content("ui/dist/offline-worker.js").decode()
    text = f"self.OFFLINE = {json.dumps(facts)};\n{source}"
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_GET
def webmanifest(request: HttpRequest) -> HttpResponse:
    """What a telephone needs to install the app."""
    icons = [
        {
            "src": _address(f"offline/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    facts = {
        "id": reverse("offline:app"),
        "name": "Bình Yên – báo cáo xã",
        "short_name": "Bình Yên",
        "lang": settings.LANGUAGE_CODE,
        "start_url": reverse("offline:app"),
        "scope": reverse("offline:app"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1f5f3f",
        "icons": icons,
    }
    response = JsonResponse(facts, content_type="application/manifest+json")
    response["Cache-Control"] = "no-cache"
    return response


def version() -> str:
    """A digest of everything the app is made of."""
    return _digest("".join(_addresses()).encode())


def _named() -> dict[str, str]:
    return {
        "script": _address("ui/dist/offline.js"),
        "style": _address("ui/dist/offline.css"),
        "mark": _address("ui/mark.svg"),
        "touch_icon": _address("offline/icon-192.png"),
    }


def _addresses() -> list[str]:
    # Fonts are asked for by the style sheet, under their plain names.
    fonts = [static(f"{FONTS}/{name}") for name in FONT_NAMES]
    return [*map(_address, ASSETS), *fonts]


def _address(path: str) -> str:
    return f"{static(path)}?v={_digest(_content(path))}"


def _content(path: str) -> bytes:
    def found() -> bytes:
        place = finders.find(path)
        if not isinstance(place, str):
            raise NotFound(
                N_("Ứng dụng chưa được dựng (thiếu {path}); hãy chạy make setup."), path=path
            )
        return Path(place).read_bytes()

    return once(("offline.asset", path), found)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
