"""Django app of the review; at start it guards its rows and enters the main menu."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class ReviewConfig(AppConfig):
    """The review of a period: compute, draft, document, frozen."""

    name = "binhyen.features.review"
    label = "review"
    verbose_name = _("Sơ kết")

    @override
    def ready(self) -> None:
        from binhyen.features.review.models import ReviewRun  # noqa: PLC0415 - needs loaded models
        from binhyen.foundation.access.api import register_policy  # noqa: PLC0415
        from binhyen.foundation.ui.api import register_menu_item  # noqa: PLC0415

        register_policy(ReviewRun, needs="review.view", unit="unit_id")
        register_menu_item(_("Sơ kết"), "review:list", "review.view", 50)
