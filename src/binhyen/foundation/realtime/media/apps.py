from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class MediaConfig(AppConfig):
    """Sound and picture of a sitting."""

    name = "binhyen.foundation.realtime.media"
    label = "media"
    verbose_name = _("Âm thanh, hình ảnh")

    @override
    def ready(self) -> None:
        from binhyen.foundation.realtime.api import register_topic  # noqa: PLC0415
        from binhyen.foundation.realtime.media.telling import FAMILY, may_listen  # noqa: PLC0415

        register_topic(FAMILY, admit=may_listen)
