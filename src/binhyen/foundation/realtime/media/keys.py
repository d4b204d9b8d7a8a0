"""The secrets shared with the media server and the TURN server, made once in the installation's home."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from django.conf import settings

from binhyen.kernel.errors import N_, Invalid


@dataclass(frozen=True, slots=True)
class MediaKeys:
    """One secret for each purpose, so that losing one opens one door only."""

    api: str  # control from Python
    tokens: str  # signs what participants carry (HMAC-SHA1)
    rooms: str  # lets rooms be made; each room's own secret is derived from it
    events: str  # the media server shows it when it tells the site what happened
    turn: str  # shared with coturn (use-auth-secret)


def media_keys() -> MediaKeys:
    """The keys of this installation, made at first use.

    Raises:
        Invalid: the file is damaged.
    """
    path = _path()
    if not path.exists():
        _make(path)
    try:
        said = json.loads(path.read_text(encoding="ascii"))
        return MediaKeys(**{field.name: str(said[field.name]) for field in fields(MediaKeys)})
    except (ValueError, KeyError, TypeError) as fault:
        raise Invalid(
            N_("Khóa {path} hỏng; hãy xóa tệp này rồi chạy lại binhyen janus config."),
            path=str(path),
        ) from fault


def _path() -> Path:
    return Path(settings.BINHYEN_HOME) / "keys" / "media.json"


def _make(path: Path) -> None:
    made = MediaKeys(*(secrets.token_urlsafe(32) for _ in fields(MediaKeys)))
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(asdict(made), file)
    try:
        # A link, not a rename: of two processes that begin at once, the first one's keys stay.
        path.hardlink_to(fresh)
    except FileExistsError:
        return
    finally:
        fresh.unlink()
