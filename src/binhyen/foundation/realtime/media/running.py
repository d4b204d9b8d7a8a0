"""Writing the media server's folder and becoming the media server: an ordinary process, no service to install."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import NoReturn
from urllib.parse import urlsplit

from django.conf import settings

from binhyen.foundation.realtime.media.keys import media_keys
from binhyen.foundation.realtime.media.pages import EVENTS_USER
from binhyen.foundation.realtime.media.rules.janus_config import (
    Secrets,
    Wishes,
    janus_files,
    turn_file,
)
from binhyen.kernel.errors import N_, Invalid

PROGRAM, TURN_FILE = "janus", "turnserver.conf"
SITE = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the servers stand in the network; the defaults suit one machine."""

    site: str = SITE  # where the site answers on this machine
    media_ports: tuple[int, int] = (20000, 20999)
    public_ip: str = ""
    interface: str = ""
    realm: str = "binhyen"


def write_config(out: Path, place: Place) -> list[Path]:
    """Write the folder that `janus -F` reads, and coturn's file beside; an older folder of ours is replaced.

    Raises:
        Invalid: the folder holds something else, or cannot be written; an address or port that cannot be.
    """
    _refuse_bad(place)
    _refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        for name, text in _files(out, place).items():
            (fresh / name).touch(mode=0o600)
            (fresh / name).write_text(text, encoding="utf-8")
        if out.exists():
            shutil.rmtree(out)
        fresh.rename(out)
    except OSError as fault:
        raise Invalid(
            N_("Không ghi được thư mục {folder}: {reason}."),
            folder=str(out),
            reason=fault.strerror or str(fault),
        ) from fault
    return sorted(out.iterdir())


def default_folder() -> Path:
    """Where `binhyen janus run` keeps the folder."""
    return Path(settings.BINHYEN_HOME) / "janus"


def run_janus(folder: Path) -> NoReturn:
    """Become Janus with that folder; a signal that ends this process ends Janus.

    Raises:
        Invalid: Janus is not installed, or the folder was never written.
    """
    program = janus_program()
    if not (folder / "janus.jcfg").is_file():
        raise Invalid(
            N_("Thư mục {folder} chưa có cấu hình; hãy chạy binhyen janus config --out {folder}."),
            folder=str(folder),
        )
    os.execv(program, [program, "-F", str(folder)])  # noqa: S606 - no shell is wanted


def janus_program() -> str:
    """The path of Janus.

    Raises:
        Invalid: it is not installed; names the package.
    """
    found = shutil.which(PROGRAM)
    if found is None:
        raise Invalid(
            N_(
                "Máy này chưa có Janus: hãy cài gói janus (apt-get install janus), "
                "hoặc để BINHYEN_MEDIA=mesh."
            ),
            kind="janus-missing",
        )
    return found


def _files(out: Path, place: Place) -> dict[str, str]:
    keys = media_keys()
    stun = next((url for url in settings.BINHYEN_TURN if url.startswith("stun:")), "")
    wishes = Wishes(
        folder=str(out.absolute()),
        port=urlsplit(settings.BINHYEN_JANUS).port or 8188,
        media_ports=place.media_ports,
        public_ip=place.public_ip,
        interface=place.interface,
        stun=stun.removeprefix("stun:"),
        events_url=f"{place.site.rstrip('/')}/media/events/",
    )
    secrets = Secrets(keys.api, keys.tokens, keys.rooms, keys.events, EVENTS_USER, keys.turn)
    turn = turn_file(keys.turn, place.realm, place.public_ip)
    return janus_files(wishes, secrets) | {TURN_FILE: turn}


def _refuse_bad(place: Place) -> None:
    first, last = place.media_ports
    if not 1024 <= first <= last <= 65535:
        raise Invalid(
            N_("Dải cổng {first}-{last} không dùng được; hãy viết như 20000-20999."),
            first=first,
            last=last,
        )
    if urlsplit(place.site).scheme not in {"http", "https"} or not urlsplit(place.site).netloc:
        raise Invalid(
            N_("Địa chỉ “{site}” không đúng; hãy viết như http://127.0.0.1:8000."), site=place.site
        )


def _refuse_foreign(out: Path) -> None:
    if not out.exists():
        return
    ours = {*_files(out, Place())}
    strange = (
        [] if not out.is_dir() else [one.name for one in out.iterdir() if one.name not in ours]
    )
    if not out.is_dir() or strange:
        raise Invalid(
            N_("Thư mục {folder} có thứ khác ({name}); hãy chọn thư mục mới."),
            folder=str(out),
            name=", ".join(strange[:3]) or out.name,
        )
