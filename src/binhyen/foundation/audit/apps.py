from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "binhyen.foundation.audit"
    verbose_name = "Nhật ký"
