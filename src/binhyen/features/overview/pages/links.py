"""Addresses of the pages; every link keeps the day the reader is looking at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from binhyen.engines.units.api import Level, StructureUnit
from binhyen.features.overview.api import Place
from binhyen.foundation.ui.page import Crumb
from binhyen.kernel.periods import Period


def unit_url(unit: StructureUnit, on: date) -> str:
    """A commune's own page, or the board of a larger unit."""
    name = "overview:unit" if unit.level == Level.COMMUNE else "overview:board"
    return f"{reverse(name, args=[unit.code])}?{urlencode({'on': on.isoformat()})}"


def identity_url(unit: StructureUnit, on: date) -> str:
    """The page of a unit's identity and history, whatever its level."""
    return f"{reverse('overview:unit', args=[unit.code])}?{urlencode({'on': on.isoformat()})}"


def why_url(measure: str, code: str, on: date, period: Period | None = None) -> str:
    """The explanation of one figure."""
    asked = {"measure": measure, "unit": code, "on": on.isoformat()}
    if period is not None:
        asked["period"] = str(period)
    return f"{reverse('overview:explain')}?{urlencode(asked)}"


def officers_url(code: str, on: date) -> str:
    """The list of officers of a unit and below."""
    return f"{reverse('people:list')}?{urlencode({'unit': code, 'on': on.isoformat()})}"


def crumbs(where: Place, seen: Sequence[int] = ()) -> list[Crumb]:
    """The way down to a place, through units the reader may open."""
    above = [unit for unit in where.above if unit.id in seen]
    return [(_("Tổng quan"), "/"), *((unit.full_name, unit_url(unit, where.on)) for unit in above)]
