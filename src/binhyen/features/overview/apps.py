"""Django app of the overview; at start it enters its pages into the main menu."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class OverviewConfig(AppConfig):
    """Boards, unit pages, search, browsers of the catalogue, the journal; it owns no table."""

    name = "binhyen.features.overview"
    label = "overview"
    verbose_name = _("Tổng quan")

    @override
    def ready(self) -> None:
        from binhyen.foundation.ui.api import register_menu_item  # noqa: PLC0415 - needs loaded apps

        register_menu_item(_("Tổng quan"), "overview:home", "units.view", 10)
        register_menu_item(_("Tìm kiếm"), "overview:search", "units.view", 20)
        register_menu_item(_("Chỉ số"), "overview:indicators", None, 37, group=_("Số liệu"))
        register_menu_item(_("Định mức"), "overview:norms", None, 38, group=_("Số liệu"))
        register_menu_item(
            _("Số đã công bố"), "overview:stated", "figures.view", 39, group=_("Số liệu")
        )
        register_menu_item(_("Nhật ký"), "overview:journal", "audit.view", 90, group=_("Hệ thống"))
