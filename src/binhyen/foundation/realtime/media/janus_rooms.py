"""What is done to rooms inside Janus; whatever vanished meanwhile is no fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings

from binhyen.foundation.realtime.media.control import (
    EXISTS,
    NO_SUCH_PERSON,
    NO_SUCH_ROOM,
    Control,
    JanusRefused,
    control,
)
from binhyen.foundation.realtime.media.keys import media_keys
from binhyen.foundation.realtime.media.rules.signing import room_secret

# The chair and a few speakers send; the rest of a province listens. Bits a second for each picture.
PUBLISHERS, PICTURE_BITS = 16, 384_000
AUDIO_MID = "0"
"""Browsers of ours offer sound first, so a speaker's sound is always this line of the offer."""


def ensure_room(room: str) -> None:
    """Have the room exist; Janus forgets its rooms when it is restarted."""
    wanted = {
        "request": "create",
        "admin_key": media_keys().rooms,
        "secret": _secret(room),
        "permanent": False,
        "is_private": True,
        "signed_tokens": True,
        "publishers": PUBLISHERS,
        "bitrate": PICTURE_BITS,
        "bitrate_cap": True,
        "audiocodec": "opus",
        "opus_fec": True,
        "opus_dtx": True,
        "videocodec": "vp8",
        "fir_freq": 10,
        "rec_dir": str(recordings_of(room)),
    }
    with control() as janus:
        _ask(janus, room, wanted, EXISTS)


def destroy_room(room: str) -> None:
    """End the room for everybody in it."""
    with control() as janus:
        _ask(janus, room, {"request": "destroy"}, NO_SUCH_ROOM)


def list_room(room: str) -> list[dict[str, Any]]:
    """Participants as Janus lists them: `id`, `publisher`, `talking`."""
    with control() as janus:
        said = _ask(janus, room, {"request": "listparticipants"}, NO_SUCH_ROOM)
    return list(said.get("participants", []))


def kick_out(room: str, key: str) -> None:
    """Throw one participant out."""
    with control() as janus:
        _ask(janus, room, {"request": "kick", "id": key}, NO_SUCH_ROOM, NO_SUCH_PERSON)


def moderate(room: str, key: str, *, muted: bool) -> None:
    """Drop a participant's sound at the server, or let it through again."""
    said = {"request": "moderate", "id": key, "mid": AUDIO_MID, "mute": muted}
    with control() as janus:
        _ask(janus, room, said, NO_SUCH_ROOM, NO_SUCH_PERSON)


def switch_recording(room: str, *, on: bool) -> None:
    """Begin or end recording everybody's sound and picture."""
    recordings_of(room).mkdir(parents=True, exist_ok=True)
    with control() as janus:
        janus.room(
            {"request": "enable_recording", "room": room, "secret": _secret(room), "record": on}
        )


def recordings_of(room: str) -> Path:
    """Where Janus writes what it records of a room."""
    return Path(settings.BINHYEN_HOME) / "recordings" / room


def _ask(janus: Control, room: str, said: dict[str, Any], *forgiven: int) -> dict[str, Any]:
    try:
        return janus.room({"room": room, "secret": _secret(room)} | said)
    except JanusRefused as fault:
        if fault.details["number"] in forgiven:
            return {}
        raise


def _secret(room: str) -> str:
    return room_secret(media_keys().rooms, room)
