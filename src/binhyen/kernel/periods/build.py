"""Build the periods of a calendar from a year and a part, a day, or two days."""

from __future__ import annotations

from datetime import date, timedelta

from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.numbers import format_date
from binhyen.kernel.periods.calendars import Calendar, CalendarKind
from binhyen.kernel.periods.period import Period, PeriodKind

MONTHS_IN: dict[PeriodKind, int] = {
    "month": 1,
    "quarter": 3,
    "half": 6,
    "nine_months": 9,
    "year": 12,
}
"""Length in months of the kinds that are made of months."""

_KIND_LABELS: dict[CalendarKind, str] = {
    "months": "tháng, quý, năm",
    "days": "ngày, khoảng ngày",
    "conferences": "hội nghị đến hội nghị",
}


def month_at(calendar: Calendar, index: int) -> Period:
    """The month of an index, 12 × year + month − 1; it keeps its civil number in every calendar."""
    _refuse_other(calendar, "months")
    year, month = divmod(index, 12)
    code = f"{year:04d}-{month + 1:02d}"
    return Period(
        calendar, code, "month", calendar.month_start(index), calendar.month_start(index + 1)
    )


def part_of_year(calendar: Calendar, kind: PeriodKind, year: int, number: int = 1) -> Period:
    """The `number`-th quarter or half, the nine months, or the whole of a year.

    Parts are counted from the calendar's first month of that year. "9M" has the number 1.

    Raises:
        Invalid: not a calendar of months, or days outside the years 1 to 9999.
    """
    _refuse_other(calendar, "months")
    length = MONTHS_IN[kind]
    first = 12 * year + calendar.year_start_offset + (number - 1) * length
    suffix = {"quarter": f"-Q{number}", "half": f"-H{number}", "nine_months": "-9M"}.get(kind, "")
    return Period(
        calendar,
        f"{year:04d}{suffix}",
        kind,
        calendar.month_start(first),
        calendar.month_start(first + length),
    )


def day(calendar: Calendar, on: date) -> Period:
    """One day."""
    return span(calendar, on, on)


def span(calendar: Calendar, first: date, last: date) -> Period:
    """The days from `first` to `last`, both inside, as officials write a campaign's dates.

    Raises:
        Invalid: the days are in the wrong order, or the calendar is one of conferences.
    """
    if calendar.kind == "conferences":
        raise _not_in(calendar, _KIND_LABELS["days"])
    if first > last:
        raise Invalid(
            N_("Khoảng ngày {first} → {last} bị ngược: hãy đổi chỗ hai ngày."),
            first=format_date(first),
            last=format_date(last),
        )
    if last == date.max:
        raise Invalid(N_("Năm {year} nằm ngoài lịch: chỉ nhận từ năm 1 đến năm 9999."), year=10000)
    code = first.isoformat() if first == last else f"{first}..{last}"
    kind: PeriodKind = "day" if first == last else "span"
    return Period(calendar, code, kind, first, last + timedelta(days=1))


def conference_interval(calendar: Calendar, start: date, end: date) -> Period:
    """From one conference up to the next; the day of the second belongs to what follows.

    Raises:
        Invalid: the two days are not consecutive conferences of the calendar.
    """
    _refuse_other(calendar, "conferences")
    if (start, end) not in zip(calendar.dates, calendar.dates[1:], strict=False):
        raise Invalid(
            N_("{start} và {end} không phải hai hội nghị liền nhau trong lịch {calendar}."),
            start=format_date(start),
            end=format_date(end),
            calendar=calendar.code,
        )
    return Period(calendar, f"{start}..{end}", "conference", start, end)


def _refuse_other(calendar: Calendar, kind: CalendarKind) -> None:
    if calendar.kind != kind:
        raise _not_in(calendar, _KIND_LABELS[kind])


def _not_in(calendar: Calendar, text: str) -> Invalid:
    return Invalid(
        N_("Lịch {calendar} ({label}) không có kỳ theo {value}."),
        calendar=calendar.code,
        label=calendar.label,
        value=text,
    )
