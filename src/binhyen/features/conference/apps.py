"""Django app of conferences."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferenceConfig(AppConfig):
    """Review conferences over bridge points: preparing, sitting, minutes, conclusions."""

    name = "binhyen.features.conference"
    label = "conference"
    verbose_name = _("Hội nghị")
