"""Django app of jobs."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Long work in the background."""

    name = "binhyen.foundation.jobs"
    label = "jobs"
    verbose_name = _("Việc nền")
