"""Django app of norms."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NormsConfig(AppConfig):
    """Dated rules with their legal source, and the findings they give."""

    name = "binhyen.engines.norms"
    label = "norms"
    verbose_name = _("Định mức")
