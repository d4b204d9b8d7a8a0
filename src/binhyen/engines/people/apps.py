"""Django app of people; at start it says which rows of people an actor may see."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class PeopleConfig(AppConfig):
    """Officers, posts, ranks and assignments as chains of dated rows."""

    name = "binhyen.engines.people"
    label = "people"
    verbose_name = _("Cán bộ")

    @override
    def ready(self) -> None:
        from binhyen.engines.people.models import Assignment  # noqa: PLC0415 - needs loaded models
        from binhyen.foundation.access.api import register_policy  # noqa: PLC0415

        # An officer is seen where they serve, so the policy hangs on the assignment.
        from binhyen.foundation.ui.api import register_menu_item  # noqa: PLC0415

        register_menu_item(
            _("Cán bộ"), "people:list", "people.view_personal", 40, group=_("Lực lượng")
        )
        register_policy(Assignment, needs="people.view_personal", unit="police_unit__unit_id")
