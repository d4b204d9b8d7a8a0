"""Django app of approval; at start it guards its rows and enters the main menu."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class ApprovalConfig(AppConfig):
    """What waits and what needs attention, deadlines kept, reminders, questions."""

    name = "binhyen.features.approval"
    label = "approval"
    verbose_name = _("Duyệt báo cáo")

    @override
    def ready(self) -> None:
        from binhyen.features.approval import models  # noqa: PLC0415 - needs loaded models
        from binhyen.features.approval.pages.notices import on_unit_page  # noqa: PLC0415
        from binhyen.foundation.access.api import register_policy  # noqa: PLC0415
        from binhyen.foundation.ui.api import register_menu_item, register_notice  # noqa: PLC0415

        register_policy(models.Reminder, needs="figures.view", unit="recipient_id")
        register_policy(
            models.Question, needs="figures.view", unit="unit_id", end="report__period__end"
        )
        register_policy(
            models.Answer,
            needs="figures.view",
            unit="question__unit_id",
            end="question__report__period__end",
        )
        register_menu_item(
            _("Duyệt báo cáo"), "approval:inbox", "figures.approve", 23, group=_("Báo cáo")
        )
        register_menu_item(
            _("Nhắc việc"), "approval:notices", "figures.view", 24, group=_("Báo cáo")
        )
        register_notice("approval", on_unit_page)
