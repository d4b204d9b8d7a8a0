"""The working calendar of offices, as the catalogue's holidays tell it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from binhyen.engines.indicators.entries import HolidayYear
from binhyen.kernel.workdays import WorkCalendar
from binhyen.kernel.yamlfile import load_entries


def work_calendar() -> WorkCalendar:
    """Days off and make-up days of every year the catalogue knows; days of other years are refused by it."""
    return _read(Path(settings.BINHYEN_CATALOGUE))


@cache
def _read(catalogue: Path) -> WorkCalendar:
    years = load_entries(catalogue / "holidays", HolidayYear)
    return WorkCalendar(
        holidays={day.on: day.vi for year in years for day in year.days_off},
        make_up_days=frozenset(day.on for year in years for day in year.make_up_days),
        years=frozenset(year.year for year in years),
    )
