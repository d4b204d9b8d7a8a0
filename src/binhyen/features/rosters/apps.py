"""Django app of rosters; at start it guards its rows and enters the main menu."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class RostersConfig(AppConfig):
    """Duty rosters: draft, publish, swap, hand over."""

    name = "binhyen.features.rosters"
    label = "rosters"
    verbose_name = _("Lịch trực")

    @override
    def ready(self) -> None:
        from binhyen.features.rosters import models  # noqa: PLC0415 - needs loaded models
        from binhyen.foundation.access.api import register_policy  # noqa: PLC0415
        from binhyen.foundation.ui.api import register_menu_item  # noqa: PLC0415

        for seen in (models.Roster, models.BookLine):
            register_policy(seen, needs="rosters.view", unit="police_unit__unit_id")
        register_policy(models.Swap, needs="rosters.view", unit="roster__police_unit__unit_id")
        for private in (
            models.Absence,
            models.Relief,
            models.Couple,
            models.Authorisation,
            models.Wish,
            models.DutyAccount,
        ):
            register_policy(private, needs="rosters.manage", unit="police_unit__unit_id")
        register_menu_item(_("Lịch trực"), "rosters:list", "rosters.view", 42, group=_("Lực lượng"))
