"""Django app of reporting; it keeps no rows of its own."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class ReportingConfig(AppConfig):
    """Forms: fill in, check, submit, print; and a province's own forms."""

    name = "binhyen.features.reporting"
    label = "reporting"
    verbose_name = _("Báo cáo số liệu")

    @override
    def ready(self) -> None:
        from binhyen.foundation.ui.api import register_menu_item  # noqa: PLC0415 - needs loaded apps

        register_menu_item(
            _("Nhập báo cáo"), "reporting:due", "figures.view", 22, group=_("Báo cáo")
        )
        register_menu_item(
            _("Mẫu báo cáo"), "reporting:forms", "figures.define", 26, group=_("Báo cáo")
        )
