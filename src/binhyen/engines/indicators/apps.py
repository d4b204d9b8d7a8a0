"""Django app of figures."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class IndicatorsConfig(AppConfig):
    """Elements, indicators, reports and their totals."""

    name = "binhyen.engines.indicators"
    label = "indicators"
    verbose_name = _("Số liệu")

    @override
    def ready(self) -> None:
        from binhyen.engines.indicators.models import Report  # noqa: PLC0415 - needs loaded apps
        from binhyen.engines.indicators.queries.counters import (  # noqa: PLC0415
            commune_level_units,
            programme_units,
            register_counter,
        )
        from binhyen.foundation.access.api import register_policy  # noqa: PLC0415

        register_policy(Report, needs="figures.view", unit="unit_id", end="period__end")
        register_counter("units.programme", programme_units)
        register_counter("units.commune_level", commune_level_units)
