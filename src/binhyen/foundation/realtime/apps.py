from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RealtimeConfig(AppConfig):
    """Events told at once to those who listen."""

    name = "binhyen.foundation.realtime"
    label = "realtime"
    verbose_name = _("Kênh trực tiếp")
