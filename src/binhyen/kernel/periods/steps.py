"""From one period to another: the one before, the one after, last year's, the months inside."""

from __future__ import annotations

from datetime import date, timedelta

from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.periods.build import (
    MONTHS_IN,
    conference_interval,
    day,
    month_at,
    part_of_year,
    span,
)
from binhyen.kernel.periods.calendars import Calendar
from binhyen.kernel.periods.period import Period, PeriodKind


def previous(period: Period) -> Period:
    """The period just before, to compare with.

    Of the same kind in the same calendar; for nine months, those of the year before; for a span,
    as many days ending the day before it starts.

    Raises:
        Invalid: there is none (the first conference, the year 1).
    """
    return _step(period, -1)


def following(period: Period) -> Period:
    """The period just after; the inverse of `previous`.

    Raises:
        Invalid: there is none (the last conference, the year 9999).
    """
    return _step(period, 1)


def same_period_last_year(period: Period) -> Period:
    """The same stretch one year earlier ("cùng kỳ năm trước"); 29 February becomes the 28th.

    Raises:
        Invalid: intervals between conferences have none; or it would lie before the year 1.
    """
    if period.kind == "conference":
        raise _no_neighbour(period)
    if period.kind == "month":
        return month_at(period.calendar, _month_index(period) - 12)
    if period.kind in MONTHS_IN:
        year, number = _year_and_number(period)
        return part_of_year(period.calendar, period.kind, year - 1, number)
    return span(period.calendar, _year_before(period.start), _year_before(period.last_day))


def period_of(on: date, calendar: Calendar, kind: PeriodKind) -> Period:
    """The month, quarter, half, year or day of a calendar that contains a day.

    Raises:
        Invalid: nine months and spans are not found by a day; or the calendar has no such kind.
    """
    if kind == "day":
        return day(calendar, on)
    index = calendar.month_index(on)
    if kind == "month":
        return month_at(calendar, index)
    if kind not in ("quarter", "half", "year"):
        raise Invalid(N_("Không thể tìm kỳ loại “{value}” theo một ngày."), value=kind)
    year, position = divmod(index - calendar.year_start_offset, 12)
    return part_of_year(calendar, kind, year, position // MONTHS_IN[kind] + 1)


def months_within(window: Period | tuple[date, date], calendar: Calendar) -> list[Period]:
    """The months of `calendar` whose last day lies in the window.

    A report for a month exists once its last day is past, so from the conference of 31-5-2021 up
    to that of 3-6-2022 the administrative months are 2021-06 to 2022-05, twelve of them.

    Args:
        window: a period of any calendar, or (start, end) with the end outside.
        calendar: a calendar of months.

    Shape: ascending, without gaps; empty when no month ends inside.
    """
    start, end = (window.start, window.end) if isinstance(window, Period) else window
    indices = range(calendar.month_index(start), calendar.month_index(end) + 1)
    months = [month_at(calendar, index) for index in indices if calendar.has_month(index)]
    return [month for month in months if start <= month.last_day < end]


def _step(period: Period, steps: int) -> Period:
    match period.kind:
        case "month":
            return month_at(period.calendar, _month_index(period) + steps)
        case "quarter" | "half" | "nine_months" | "year":
            return _step_part(period, steps)
        case "day" | "span":
            return _step_days(period, timedelta(days=steps * period.days))
        case "conference":
            return _step_conference(period, steps)


def _step_part(period: Period, steps: int) -> Period:
    year, number = _year_and_number(period)
    parts = {"quarter": 4, "half": 2}.get(period.kind, 1)
    years, position = divmod(number - 1 + steps, parts)
    return part_of_year(period.calendar, period.kind, year + years, position + 1)


def _step_days(period: Period, shift: timedelta) -> Period:
    try:
        return span(period.calendar, period.start + shift, period.last_day + shift)
    except OverflowError as error:
        raise _no_neighbour(period) from error


def _step_conference(period: Period, steps: int) -> Period:
    dates = period.calendar.dates
    position = dates.index(period.start) + steps
    if not 0 <= position < len(dates) - 1:
        raise _no_neighbour(period)
    return conference_interval(period.calendar, dates[position], dates[position + 1])


def _month_index(period: Period) -> int:
    return 12 * int(period.code[:4]) + int(period.code[5:]) - 1


def _year_and_number(period: Period) -> tuple[int, int]:
    year, part = period.code[:4], period.code[5:]
    return int(year), int(part[1]) if part[:1] in ("Q", "H") else 1


def _year_before(on: date) -> date:
    if on.year == 1:
        raise Invalid(N_("Năm {year} nằm ngoài lịch: chỉ nhận từ năm 1 đến năm 9999."), year=0)
    is_leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - 1, day=28 if is_leap_day else on.day)


def _no_neighbour(period: Period) -> Invalid:
    return Invalid(N_("Kỳ “{period}” không có kỳ để so sánh."), period=str(period))
