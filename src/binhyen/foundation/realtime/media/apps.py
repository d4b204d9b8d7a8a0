from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Sound and picture of a sitting."""

    name = "binhyen.foundation.realtime.media"
    label = "media"
    verbose_name = _("Âm thanh, hình ảnh")
