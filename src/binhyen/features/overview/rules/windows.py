"""The stretches of time a board looks at: only closed months, so that no figure is half a month old."""

from __future__ import annotations

from datetime import date

from binhyen.kernel.periods import Calendar, Period, period_of, previous, span

YEAR, TWO_YEARS = 12, 24


def closed_months(on: date, calendar: Calendar, count: int = TWO_YEARS) -> list[Period]:
    """The last months of a calendar that ended by a day, ascending."""
    month = period_of(on, calendar, "month")
    while month.last_day > on:
        month = previous(month)
    months = [month]
    while len(months) < count:
        months.append(previous(months[-1]))
    return months[::-1]


def two_years(on: date, calendar: Calendar) -> tuple[Period, Period]:
    """The last twelve closed months as one stretch, and the twelve before."""
    months = closed_months(on, calendar)
    return _joined(months[YEAR:]), _joined(months[:YEAR])


def _joined(months: list[Period]) -> Period:
    return span(months[0].calendar, months[0].start, months[-1].last_day)
