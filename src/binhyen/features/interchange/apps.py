"""Django app of exchange; at start it guards its rows and enters the main menu."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class InterchangeConfig(AppConfig):
    """Figures in and out: csv, xlsx, DHIS2, ADX."""

    name = "binhyen.features.interchange"
    label = "interchange"
    verbose_name = _("Trao đổi số liệu")

    @override
    def ready(self) -> None:
        from binhyen.features.interchange import models  # noqa: PLC0415 - needs loaded models
        from binhyen.foundation.access.api import register_policy  # noqa: PLC0415
        from binhyen.foundation.ui.api import register_menu_item  # noqa: PLC0415

        register_menu_item(
            _("Trao đổi số liệu"),
            "interchange:exchange",
            "figures.exchange",
            39,
            group=_("Số liệu"),
        )
        register_policy(models.ImportRun, needs="figures.exchange", unit=None)
