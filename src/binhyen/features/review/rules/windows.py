"""The window of a review and the one before it, so that both hold the same number of reported months."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from binhyen.features.review.types import Window
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.numbers import format_date
from binhyen.kernel.periods import Calendar, Period, span

CALENDAR = Calendar("review", "Kỳ sơ kết", kind="days")
LONGEST_DAYS = 1850
MONTH_DAYS = 30.4375


def window(start: date, end: date, *, today: date) -> Window:
    """The window of a review.

    Raises:
        Invalid: the days are in the wrong order, more than five years apart, or still to come.
    """
    if start >= end:
        raise Invalid(
            N_("Ngày đầu {start} phải trước ngày cuối {end}."),
            start=format_date(start),
            end=format_date(end),
        )
    if end > today:
        raise Invalid(
            N_("Ngày cuối {end} chưa đến (hôm nay là {today}): hãy chọn ngày đã qua."),
            end=format_date(end),
            today=format_date(today),
        )
    if (end - start).days > LONGEST_DAYS:
        raise Invalid(N_("Kỳ sơ kết dài nhất là 5 năm: hãy chia thành nhiều kỳ."))
    return Window(start, end)


def window_before(reviewed: Window) -> Window:
    """The window ending where the reviewed one starts, as many whole months long (days when under half a month).

    From 31-5-2021 to 3-6-2022 are twelve months, so the window before begins on 31-5-2020: both hold twelve
    monthly reports, although one is three days longer.
    """
    days = (reviewed.end - reviewed.start).days
    months = round(days / MONTH_DAYS)
    if months == 0:
        return Window(reviewed.start - timedelta(days=days), reviewed.start)
    return Window(_months_earlier(reviewed.start, months), reviewed.start)


def as_period(reviewed: Window) -> Period:
    """The window as a period the engine of figures can add up."""
    return span(CALENDAR, reviewed.start, reviewed.end - timedelta(days=1))


def _months_earlier(day: date, months: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
