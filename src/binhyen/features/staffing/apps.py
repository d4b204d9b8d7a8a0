"""Django app of staffing; at start it says which of its rows an actor may see."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class StaffingConfig(AppConfig):
    """Deployment plans and what becomes of them: consultation, decisions, handover, terms."""

    name = "binhyen.features.staffing"
    label = "staffing"
    verbose_name = _("Điều động")

    @override
    def ready(self) -> None:
        from binhyen.features.staffing import models  # noqa: PLC0415 - needs loaded models
        from binhyen.foundation.access.api import register_policy  # noqa: PLC0415
        from binhyen.foundation.ui.api import register_menu_item  # noqa: PLC0415

        register_policy(models.Plan, needs="staffing.view", unit="unit_id")
        # A donor sees what it is asked about, and nothing else of the plan.
        register_policy(models.Consultation, needs="staffing.view", unit="donor__unit_id")
        register_policy(models.PlanLine, needs="staffing.view", unit="donor__unit_id")
        register_policy(models.Decision, needs="staffing.view", unit="unit_id")
        register_menu_item(
            _("Điều động"), "staffing:board", "staffing.view", 41, group=_("Lực lượng")
        )
