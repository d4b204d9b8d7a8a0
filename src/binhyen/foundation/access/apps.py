from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "binhyen.foundation.access"
    verbose_name = "Quyền truy cập"
