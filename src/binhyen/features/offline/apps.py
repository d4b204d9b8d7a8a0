"""Django app of offline work; at start it guards its rows and enters the main menu."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class OfflineConfig(AppConfig):
    """Entries made without a network: received once, merged by field, carried by hand if need be."""

    name = "binhyen.features.offline"
    label = "offline"
    verbose_name = _("Làm việc không có mạng")

    @override
    def ready(self) -> None:
        from binhyen.features.offline import models  # noqa: PLC0415 - needs loaded models
        from binhyen.foundation.access.api import register_policy  # noqa: PLC0415
        from binhyen.foundation.ui.api import register_menu_item  # noqa: PLC0415

        register_policy(models.Device, needs="figures.view", unit="unit_id")
        register_policy(models.Parcel, needs="figures.view", unit="device__unit_id")
        register_policy(models.Entry, needs="figures.view", unit="lane__unit_id")
        register_policy(models.Lane, needs="figures.view", unit="unit_id")
        register_menu_item(
            _("Không có mạng"), "offline:home", "figures.enter", 27, group=_("Báo cáo")
        )
        register_menu_item(
            _("Gói báo cáo"), "offline:parcels", "figures.exchange", 28, group=_("Báo cáo")
        )
