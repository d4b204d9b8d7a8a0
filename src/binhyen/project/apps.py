from __future__ import annotations

from typing_extensions import override

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "binhyen.project"
    verbose_name = "Bình Yên"

    @override
    def ready(self) -> None:
        from binhyen.project import wiring  # noqa: PLC0415 - models must be loaded first

        wiring.connect()
