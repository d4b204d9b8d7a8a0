"""Django app of conferences; at start it guards its rows."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class ConferenceConfig(AppConfig):
    """Review conferences over bridge points: preparing, sitting, minutes, conclusions."""

    name = "binhyen.features.conference"
    label = "conference"
    verbose_name = _("Hội nghị")

    @override
    def ready(self) -> None:
        self._guard_rows()
        self._remind()
        self._enter_menu()
        self._own_topics()

    def _own_topics(self) -> None:
        from binhyen.features.conference import api  # noqa: PLC0415 - needs loaded models
        from binhyen.foundation.realtime.api import register_topic  # noqa: PLC0415

        register_topic(
            "sitting",
            admit=api.admit,
            replay=api.replay,
            presence_changed=api.presence_changed,
        )

    def _enter_menu(self) -> None:
        from binhyen.foundation.ui.api import register_menu_item  # noqa: PLC0415

        group = _("Chỉ đạo")
        register_menu_item(_("Hội nghị"), "conference:list", "conference.view", 42, group=group)

    def _remind(self) -> None:
        from binhyen.features.conference.pages.late import on_unit_page  # noqa: PLC0415
        from binhyen.foundation.ui.api import register_notice  # noqa: PLC0415

        register_notice("conference", on_unit_page)

    def _guard_rows(self) -> None:
        from binhyen.features.conference import models  # noqa: PLC0415 - needs loaded models
        from binhyen.foundation.access.api import register_policy  # noqa: PLC0415

        needs = "conference.view"
        register_policy(models.Series, needs=needs, unit="unit_id")
        register_policy(models.Conference, needs=needs, unit="unit_id")
        register_policy(models.Point, needs=needs, unit="unit_id")
        register_policy(models.Delegate, needs=needs, unit="point__unit_id")
        register_policy(models.Invitation, needs=needs, unit="point__unit_id")
        register_policy(models.RehearsalResult, needs=needs, unit="point__unit_id")
        prepared = (models.AgendaItem, models.Paper, models.Slide, models.Sitting)
        minuted = (models.MinutesVersion, models.Conclusion, models.ConclusionNotice)
        for model in (*prepared, *minuted):
            register_policy(model, needs=needs, unit="conference__unit_id")
