"""Signatures that other servers check: Janus' signed tokens and coturn's time-limited credentials. Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence

JANUS, VIDEOROOM = "janus", "janus.plugin.videoroom"


def janus_token(secret: str, *, realm: str, rights: Sequence[str], until: int) -> str:
    """A token for Janus' `token_auth_secret`: `until,realm,right…:signature`.

    Args:
        secret: shared with Janus.
        realm: `janus` to speak with the server, the plugin's name to enter a room.
        rights: plugins, or `room=NAME`.
        until: seconds since 1970; not valid after it.

    Source: Janus 1.1 documentation, "Stored token based authentication", signed tokens (HMAC-SHA1).
    """
    said = ",".join((str(until), realm, *rights))
    return f"{said}:{_signature(secret, said)}"


def session_token(secret: str, until: int) -> str:
    """Lets somebody speak with the server and use rooms."""
    return janus_token(secret, realm=JANUS, rights=(VIDEOROOM,), until=until)


def room_token(secret: str, room: str, until: int) -> str:
    """Lets somebody into one room."""
    return janus_token(secret, realm=VIDEOROOM, rights=(f"room={room}",), until=until)


def room_secret(secret: str, room: str) -> str:
    """The password that governs one room."""
    return hmac.new(secret.encode(), f"room {room}".encode(), hashlib.sha256).hexdigest()


def turn_password(secret: str, username: str) -> str:
    """The password of a user `UNTIL:NAME` (coturn `use-auth-secret`; draft-uberti-behave-turn-rest-00)."""
    return _signature(secret, username)


def _signature(secret: str, said: str) -> str:
    # SHA-1 is what both servers know; as a keyed hash it is not broken.
    made = hmac.new(secret.encode(), said.encode(), hashlib.sha1)
    return base64.b64encode(made.digest()).decode("ascii")
