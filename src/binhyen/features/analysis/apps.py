"""Django app of analysis; at start it guards its rows and enters the main menu."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class AnalysisConfig(AppConfig):
    """Pivots of figures, charts, maps, views, targets, alerts."""

    name = "binhyen.features.analysis"
    label = "analysis"
    verbose_name = _("Phân tích số liệu")

    @override
    def ready(self) -> None:
        from binhyen.features.analysis import models  # noqa: PLC0415 - needs loaded models
        from binhyen.foundation.access.api import register_policy  # noqa: PLC0415
        from binhyen.foundation.ui.api import register_menu_item  # noqa: PLC0415

        for seen in (models.Target, models.AlertRule, models.Alert):
            register_policy(seen, needs="figures.view", unit="unit_id")
        register_policy(models.AlertStep, needs="figures.view", unit="alert__unit_id")
        register_menu_item(_("Phân tích"), "analysis:pivot", "figures.view", 35, group=_("Số liệu"))
        register_menu_item(
            _("Cảnh báo số liệu"), "analysis:alerts", "figures.view", 36, group=_("Số liệu")
        )
