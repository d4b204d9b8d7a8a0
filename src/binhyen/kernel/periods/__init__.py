"""Reporting periods: each belongs to a calendar of the catalogue, has a code and half-open days."""

from binhyen.kernel.periods.build import conference_interval, day, month_at, part_of_year, span
from binhyen.kernel.periods.calendars import Calendar, CalendarKind
from binhyen.kernel.periods.parse import parse_period, parse_periods
from binhyen.kernel.periods.period import Period, PeriodKind
from binhyen.kernel.periods.steps import (
    following,
    months_within,
    period_of,
    previous,
    same_period_last_year,
)

__all__ = [
    "Calendar",
    "CalendarKind",
    "Period",
    "PeriodKind",
    "conference_interval",
    "day",
    "following",
    "month_at",
    "months_within",
    "parse_period",
    "parse_periods",
    "part_of_year",
    "period_of",
    "previous",
    "same_period_last_year",
    "span",
]
