"""Django app of tasks."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    """Directives, the tasks they give, and the matters that led to them."""

    name = "binhyen.engines.tasks"
    label = "tasks"
    verbose_name = _("Chỉ đạo và nhiệm vụ")
