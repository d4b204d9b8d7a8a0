"""Read period codes: `[calendar:]2022-05 | 2022-Q2 | 2022-H1 | 2022-9M | 2022 | 2022-05-31 | A..B`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.periods.build import (
    conference_interval,
    day,
    month_at,
    part_of_year,
    span,
)
from binhyen.kernel.periods.calendars import Calendar
from binhyen.kernel.periods.period import Period
from binhyen.kernel.periods.steps import following

MAX_PERIODS = 1200
"""Periods one text may ask for: a hundred years of months."""

_MAX_LENGTH = 500
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[Calendar, int, int], Period]], ...] = (
    (
        re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])"),
        lambda calendar, year, month: month_at(calendar, 12 * year + month - 1),
    ),
    (
        re.compile(r"([0-9]{4})-Q([1-4])"),
        lambda calendar, year, number: part_of_year(calendar, "quarter", year, number),
    ),
    (
        re.compile(r"([0-9]{4})-H([12])"),
        lambda calendar, year, number: part_of_year(calendar, "half", year, number),
    ),
    (
        re.compile(r"([0-9]{4})-(9)M"),
        lambda calendar, year, _: part_of_year(calendar, "nine_months", year),
    ),
    (re.compile(r"([0-9]{4})()"), lambda calendar, year, _: part_of_year(calendar, "year", year)),
)


def parse_period(text: str, calendars: Mapping[str, Calendar], default: str) -> Period:
    """Read one period.

    `A..B` between two days has both days inside; in a calendar of conferences it is the interval
    from one to the next, the second day outside.

    Args:
        text: the code, case-insensitive after the calendar.
        calendars: the known calendars by code.
        default: the calendar meant when the text names none.

    Raises:
        Invalid: unknown calendar, no such period in it, a day that does not exist, or several
            periods at once (use `parse_periods`).
    """
    calendar, code = _split_calendar(text, calendars, default)
    first, is_range, last = code.partition("..")
    if not is_range:
        return _parse_code(code, calendar, text)
    if _DATE.fullmatch(first) and _DATE.fullmatch(last):
        return _parse_days(_parse_date(first), _parse_date(last), calendar)
    raise Invalid(N_("“{value}” gồm nhiều kỳ, ở đây chỉ nhận một kỳ."), value=text[:60])


def parse_periods(text: str, calendars: Mapping[str, Calendar], default: str) -> list[Period]:
    """Read a list: codes between commas, each one period or a range such as `2022-01..2022-05`.

    Shape: in the order written, repeated ones once; at most 1,200.

    Raises:
        Invalid: as `parse_period`; an empty, backward or too long list; a range of mixed kinds.
    """
    if len(text) > _MAX_LENGTH:
        raise Invalid(N_("Danh sách kỳ quá dài: tối đa {limit} ký tự."), limit=_MAX_LENGTH)
    found: dict[Period, None] = {}
    for part in text.split(","):
        found.update(dict.fromkeys(_parse_range(part.strip(), calendars, default)))
        _refuse_too_many(len(found))
    return list(found)


def _parse_range(text: str, calendars: Mapping[str, Calendar], default: str) -> list[Period]:
    calendar, code = _split_calendar(text, calendars, default)
    first, is_range, last = code.partition("..")
    if not is_range or _DATE.fullmatch(first):
        return [parse_period(text, calendars, default)]
    start, stop = _parse_code(first, calendar, text), _parse_code(last, calendar, text)
    if start.kind != stop.kind or start > stop:
        raise Invalid(
            N_("Khoảng “{value}” phải đi từ kỳ trước đến kỳ sau cùng loại."), value=text[:60]
        )
    periods = [start]
    while periods[-1] < stop:
        periods.append(following(periods[-1]))
        _refuse_too_many(len(periods))
    return periods


def _split_calendar(
    text: str, calendars: Mapping[str, Calendar], default: str
) -> tuple[Calendar, str]:
    name, colon, code = text.strip().rpartition(":")
    name = name.strip() if colon else default
    if name not in calendars:
        raise Invalid(
            N_("Không có lịch “{value}”: hãy chọn một trong {known}."),
            value=name[:60],
            known=", ".join(sorted(calendars)),
        )
    return calendars[name], code.strip().upper()


def _parse_code(code: str, calendar: Calendar, text: str) -> Period:
    if _DATE.fullmatch(code):
        return _parse_day(_parse_date(code), calendar)
    for shape, build in _SHAPES:
        if found := shape.fullmatch(code):
            return build(calendar, int(found[1]), int(found[2] or 0))
    raise Invalid(
        N_("“{value}” không phải là kỳ: hãy ghi như 2022-05, 2022-Q2, 2022-H1, 2022-9M hoặc 2022."),
        value=text[:60],
    )


def _parse_date(code: str) -> date:
    try:
        return date.fromisoformat(code)
    except ValueError as error:
        raise Invalid(N_("Ngày “{value}” không có trong lịch."), value=code) from error


def _parse_day(on: date, calendar: Calendar) -> Period:
    if calendar.kind != "conferences":
        return day(calendar, on)
    # A conference's own day names the interval it reviews.
    earlier = [held for held in calendar.dates if held < on]
    return conference_interval(calendar, earlier[-1] if earlier else on, on)


def _parse_days(first: date, last: date, calendar: Calendar) -> Period:
    if calendar.kind == "conferences":
        return conference_interval(calendar, first, last)
    return span(calendar, first, last)


def _refuse_too_many(count: int) -> None:
    if count > MAX_PERIODS:
        raise Invalid(N_("Quá nhiều kỳ: tối đa {limit} kỳ một lần."), limit=MAX_PERIODS)
