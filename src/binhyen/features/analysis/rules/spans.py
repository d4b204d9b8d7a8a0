"""Stretches of periods by a short name: the last twelve months, this year, conference to conference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.periods import (
    Calendar,
    Period,
    conference_interval,
    part_of_year,
    period_of,
    previous,
    same_period_last_year,
)

SHORTCUTS = {
    "last12": N_("12 tháng gần nhất"),
    "this-year": N_("các tháng của năm nay"),
    "last-year": N_("các tháng của năm trước"),
    "quarters": N_("4 quý gần nhất"),
    "halves": N_("4 nửa năm gần nhất"),
    "years": N_("3 năm gần nhất"),
    "days": N_("30 ngày gần nhất"),
    "conferences": N_("từ hội nghị đến hội nghị"),
    "own": N_("tự ghi các kỳ"),
}


def shortcut(name: str, on: date, calendar: Calendar) -> list[Period]:
    """The periods of a shortcut, ascending, all ended by `on` but those of this year's last month.

    Raises:
        Invalid: the calendar has no such periods.
    """
    try:
        build = _BUILDERS[name]
    except KeyError:
        raise Invalid(N_("Không có khoảng thời gian “{value}”."), value=name[:40]) from None
    if not fits(name, calendar):
        raise Invalid(
            N_("Lịch “{calendar}” không có kỳ như vậy; hãy chọn lịch khác."),
            calendar=calendar.label,
        )
    return build(on, calendar)


def fits(name: str, calendar: Calendar) -> bool:
    """Whether a calendar has the periods of a shortcut."""
    kinds = {"conferences": "conferences", "days": "days"}
    return name == "own" or kinds.get(name, "months") == calendar.kind


def compared(period: Period, against: str) -> Period | None:
    """The period another is compared with; None where there is none."""
    try:
        return previous(period) if against == "previous" else same_period_last_year(period)
    except Invalid:
        return None


def closed(kind: str, on: date, calendar: Calendar) -> Period:
    """The newest period of a kind that ended by a day."""
    period = period_of(on, calendar, kind)  # type: ignore[arg-type]  # checked where rules are made
    while period.last_day > on:
        period = previous(period)
    return period


def _last(kind: str, count: int) -> Callable[[date, Calendar], list[Period]]:
    def build(on: date, calendar: Calendar) -> list[Period]:
        periods = [closed(kind, on, calendar)]
        while len(periods) < count:
            periods.append(previous(periods[-1]))
        return periods[::-1]

    return build


def _this_year(on: date, calendar: Calendar) -> list[Period]:
    month = closed("month", on, calendar)
    year = period_of(month.last_day, calendar, "year")
    months = [month]
    while (before := previous(months[-1])).start >= year.start:
        months.append(before)
    return months[::-1]


def _last_year(on: date, calendar: Calendar) -> list[Period]:
    year = period_of(on, calendar, "year")
    whole = part_of_year(calendar, "year", int(year.code[:4]) - 1)
    return _this_year(whole.last_day, calendar)


def _conferences(on: date, calendar: Calendar) -> list[Period]:
    held: Sequence[date] = [day for day in calendar.dates if day <= on]
    return [conference_interval(calendar, start, end) for start, end in pairwise(held)]


_BUILDERS: dict[str, Callable[[date, Calendar], list[Period]]] = {
    "last12": _last("month", 12),
    "this-year": _this_year,
    "last-year": _last_year,
    "quarters": _last("quarter", 4),
    "halves": _last("half", 4),
    "years": _last("year", 3),
    "days": _last("day", 30),
    "conferences": _conferences,
}
