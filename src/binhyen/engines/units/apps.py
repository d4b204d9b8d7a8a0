"""Django app of units; at start it offers the tree of units as the scope tree of access."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class UnitsConfig(AppConfig):
    """Administrative units through time."""

    name = "binhyen.engines.units"
    label = "units"
    verbose_name = _("Đơn vị hành chính")

    @override
    def ready(self) -> None:
        from binhyen.engines.units.queries.scopes import UnitScopeTree  # noqa: PLC0415 - needs loaded models
        from binhyen.foundation.access.api import register_scope_tree  # noqa: PLC0415

        register_scope_tree(UnitScopeTree())
