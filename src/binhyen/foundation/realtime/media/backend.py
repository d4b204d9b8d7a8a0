"""Which backend this installation chose (BINHYEN_MEDIA); a mesh needs nothing installed and is the default."""

from __future__ import annotations

from django.conf import settings

from binhyen.foundation.realtime.media.types import MediaBackend


def backend() -> MediaBackend:
    """The chosen backend."""
    return MediaBackend(settings.BINHYEN_MEDIA)
