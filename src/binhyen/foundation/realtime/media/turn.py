"""Credentials for the TURN server, each for one person and a few hours."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from binhyen.foundation.realtime.media.keys import media_keys
from binhyen.foundation.realtime.media.rules.signing import turn_password
from binhyen.foundation.realtime.media.types import IceServer
from binhyen.kernel import clock

# A relayed call goes on while its credential is valid; a sitting lasts a morning.
VALID = timedelta(hours=6)


def turn_credentials(who: str) -> tuple[IceServer, ...]:
    """STUN and TURN servers of this installation for one person; empty where none is set (BINHYEN_TURN)."""
    username = f"{int((clock.now() + VALID).timestamp())}:{who}"
    stun = tuple(url for url in settings.BINHYEN_TURN if url.startswith("stun"))
    turn = tuple(url for url in settings.BINHYEN_TURN if url.startswith("turn"))
    servers = [IceServer(stun)] if stun else []
    if turn:
        servers.append(IceServer(turn, username, turn_password(media_keys().turn, username)))
    return tuple(servers)
