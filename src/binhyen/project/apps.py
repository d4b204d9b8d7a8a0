from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class ProjectConfig(AppConfig):
    name = "binhyen.project"
    verbose_name = "Bình Yên"

    @override
    def ready(self) -> None:
        from binhyen.project import wiring  # noqa: PLC0415 - models must be loaded first

        wiring.connect()
