"""Signed tickets: what a browser shows to the proxy and to the mesh; forged, expired and foreign ones are refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, Refused

LIFE = timedelta(minutes=2)
_SALT = "binhyen.media.ticket"
_ROOM = re.compile(r"[A-Za-z0-9_-]{1,80}")

WRONG = N_("Vé vào phòng họp không đúng; hãy mở lại trang phiên họp.")
EXPIRED = N_("Vé vào phòng họp đã hết hạn; trang sẽ tự xin vé mới.")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a genuine ticket says."""

    room: str
    key: str


def sign(room: str, key: str) -> tuple[str, datetime]:
    """A ticket, and when it dies."""
    until = clock.now() + LIFE
    said = {"r": room, "k": key, "u": int(until.timestamp())}
    return signing.Signer(salt=_SALT).sign_object(said), until


def read(ticket: str) -> Shown:
    """What a ticket says.

    Raises:
        Refused: not signed here, or older than two minutes.
    """
    try:
        said = signing.Signer(salt=_SALT).unsign_object(ticket)
    except (signing.BadSignature, ValueError) as fault:
        raise Refused(WRONG, kind="bad-ticket") from fault
    if said["u"] < clock.now().timestamp():
        raise Refused(EXPIRED, kind="ticket-expired")
    return Shown(said["r"], said["k"])


def check_room(room: str) -> str:
    """The name of a room, if it may be one.

    Raises:
        Invalid: other than 1–80 letters, digits, `-` or `_`.
    """
    if not _ROOM.fullmatch(room):
        raise Invalid(N_("Tên phòng “{room}” chỉ được có chữ, số, - và _."), room=room)
    return room
