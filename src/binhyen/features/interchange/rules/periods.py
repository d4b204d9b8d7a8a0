"""Periods as DHIS2 and ADX name them, and ours in their words.

DHIS2 names civil periods only: 202205 is 1 to 31 May. A report whose months run from the 15th to the 14th cannot be
told that way, so its periods travel as `calendar:code` (admin:2022-05), our extension, or in ADX as 2022-04-15/P1M.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from binhyen.engines.indicators.api import DefinitionInfo
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.numbers import format_date
from binhyen.kernel.periods import Calendar, Period, parse_period, period_of

_DHIS2 = (
    (re.compile(r"([0-9]{4})([0-9]{2})"), "{0}-{1}"),
    (re.compile(r"([0-9]{4})Q([1-4])"), "{0}-Q{1}"),
    (re.compile(r"([0-9]{4})S([12])"), "{0}-H{1}"),
    (re.compile(r"([0-9]{4})"), "{0}"),
    (re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"), "{0}-{1}-{2}"),
)
_DURATIONS = {"month": "P1M", "quarter": "P3M", "half": "P6M", "nine_months": "P9M", "year": "P1Y"}
_KINDS = {
    "P1D": "day",
    "P1M": "month",
    "P3M": "quarter",
    "P6M": "half",
    "P9M": "nine_months",
    "P1Y": "year",
    "P12M": "year",
}
_DAYS = re.compile(r"P([1-9][0-9]{0,3})D")
SHOWN = 60


def from_dhis2(text: str, form: DefinitionInfo, calendars: Mapping[str, Calendar]) -> Period:
    """The report period a DHIS2 file means: 202205, 2022Q2, 2022S1, 2022, 20220503, or our `calendar:code`.

    Raises:
        Invalid: no such period, or a civil one for a report with a calendar of its own.
    """
    if ":" in text or "-" in text:
        return parse_period(text, calendars, form.calendar.code)
    ours = _ours(text)
    if ours is None:
        raise Invalid(
            N_(
                "Kỳ “{value}” không phải kỳ của DHIS2: hãy ghi 202205, 2022Q2, 2022S1, 2022 hoặc 20220503."
            ),
            value=text[:SHOWN],
        )
    if form.calendar.kind == "months" and not form.calendar.is_civil:
        meant = parse_period(ours, calendars, form.calendar.code)
        raise Invalid(
            N_(
                "Kỳ “{value}” của DHIS2 là kỳ dương lịch, mà {report} chốt từ {first} đến {last}. "
                "Hãy ghi {extension}, hoặc dùng ADX với kỳ {adx}."
            ),
            value=text[:SHOWN],
            report=form.entry.vi,
            first=format_date(meant.start),
            last=format_date(meant.last_day),
            extension=str(meant),
            adx=to_adx(meant),
        )
    return parse_period(ours, calendars, form.calendar.code)


def to_dhis2(period: Period) -> str:
    """What a DHIS2 file calls our period; those with a calendar of their own keep it in front."""
    if period.kind == "day":
        return period.start.strftime("%Y%m%d")
    if period.calendar.kind != "months" or not period.calendar.is_civil:
        return str(period)
    if period.kind == "nine_months":
        return str(period)
    return period.code.replace("-H", "S").replace("-", "")


def civil_period(text: str, calendars: Mapping[str, Calendar]) -> Period:
    """A period asked for in analytics: a DHIS2 id read in civil months, or our own code.

    Raises:
        Invalid: no such period.
    """
    if ":" in text or "-" in text:
        return parse_period(text, calendars, "calendar")
    ours = _ours(text)
    if ours is None:
        raise Invalid(
            N_(
                "Kỳ “{value}” không phải kỳ của DHIS2: hãy ghi 202205, 2022Q2, 2022S1, 2022 hoặc 20220503."
            ),
            value=text[:SHOWN],
        )
    default = "calendar" if len(text) != 8 else _days_calendar(calendars)
    return parse_period(ours, calendars, default)


def from_adx(text: str, form: DefinitionInfo) -> Period:
    """The report period that begins on the day and lasts as long as an ADX period says: 2022-04-15/P1M.

    Raises:
        Invalid: not start/duration, or not a period of this report; says which day it would begin.
    """
    start, slash, duration = text.strip().partition("/")
    try:
        day = date.fromisoformat(start)
    except ValueError:
        day = None
    counted = _DAYS.fullmatch(duration)
    if day is None or not slash or not (duration in _KINDS or counted):
        raise Invalid(
            N_("Kỳ ADX “{value}” không đọc được: hãy ghi ngày đầu/độ dài, như 2022-04-15/P1M."),
            value=text[:SHOWN],
        )
    found = period_of(day, form.calendar, form.entry.kind)
    lasts = _KINDS.get(duration)
    same_length = lasts == form.entry.kind or (counted and int(counted[1]) == found.days)
    if found.start != day or not same_length:
        raise Invalid(
            N_("Kỳ ADX “{value}” không phải kỳ của {report}; kỳ chứa ngày đó là {right}."),
            value=text[:SHOWN],
            report=form.entry.vi,
            right=to_adx(found),
        )
    return found


def to_adx(period: Period) -> str:
    """Start and duration, which say a cut-off month without any agreement on names."""
    duration = _DURATIONS.get(period.kind) or f"P{period.days}D"
    return f"{period.start.isoformat()}/{duration}"


def last_day_of(period: Period) -> date:
    """The day whose tree tells who bore a code."""
    return period.end - timedelta(days=1)


def _ours(text: str) -> str | None:
    for shape, code in _DHIS2:
        if found := shape.fullmatch(text):
            return code.format(*found.groups())
    return None


def _days_calendar(calendars: Mapping[str, Calendar]) -> str:
    return next((code for code, one in calendars.items() if one.kind == "days"), "calendar")
