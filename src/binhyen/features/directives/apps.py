"""Django app of directives; at start it enters the main menu."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class DirectivesConfig(AppConfig):
    """The register of directives, the board of tasks, a unit's own tasks."""

    name = "binhyen.features.directives"
    label = "directives"
    verbose_name = _("Chỉ đạo")

    @override
    def ready(self) -> None:
        from binhyen.features.directives.pages.digests import on_unit_page  # noqa: PLC0415
        from binhyen.foundation.ui.api import register_menu_item, register_notice  # noqa: PLC0415

        group = _("Chỉ đạo")
        register_menu_item(
            _("Văn bản chỉ đạo"), "directives:list", "directives.view", 40, group=group
        )
        register_menu_item(
            _("Bảng nhiệm vụ"), "directives:board", "directives.view", 41, group=group
        )
        register_menu_item(
            _("Vấn đề cần xử lý"), "directives:matters", "directives.view", 43, group=group
        )
        register_notice("directives", on_unit_page)
