"""Whether sound and picture can be had now."""

from __future__ import annotations

from binhyen.foundation.realtime.media.backend import backend
from binhyen.foundation.realtime.media.control import JanusDown, JanusRefused, control
from binhyen.foundation.realtime.media.types import MediaBackend, MediaHealth


def media_health() -> MediaHealth:
    """What the chosen backend says of itself; asks the media server at most five seconds."""
    chosen = backend()
    if chosen is not MediaBackend.JANUS:
        return MediaHealth(chosen, answers=chosen is MediaBackend.MESH, version="", reason="")
    try:
        with control() as janus:
            return MediaHealth(chosen, answers=True, version=janus.version(), reason="")
    except (JanusDown, JanusRefused) as fault:
        return MediaHealth(chosen, answers=False, version="", reason=str(fault))
