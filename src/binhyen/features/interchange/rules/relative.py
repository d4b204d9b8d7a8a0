"""Relative periods of DHIS2 analytics, counted from a day in civil months, as DHIS2 counts them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from binhyen.kernel.periods import Calendar, Period, month_at, part_of_year

Maker = Callable[[Calendar, date], list[Period]]


def _months(first: int, last: int) -> Maker:
    def make(calendar: Calendar, on: date) -> list[Period]:
        now = calendar.month_index(on)
        return [month_at(calendar, now + step) for step in range(first, last + 1)]

    return make


def _parts(kind: str, length: int, first: int, last: int) -> Maker:
    def make(calendar: Calendar, on: date) -> list[Period]:
        now = calendar.month_index(on) // length
        each = 12 // length
        return [
            part_of_year(calendar, kind, (now + step) // each, (now + step) % each + 1)  # type: ignore[arg-type]  # one of PeriodKind
            for step in range(first, last + 1)
        ]

    return make


def _of_year(length: int, kind: str, back: int = 0) -> Maker:
    def make(calendar: Calendar, on: date) -> list[Period]:
        year = on.year - back
        if kind == "month":
            return [month_at(calendar, 12 * year + number) for number in range(12)]
        return [
            part_of_year(calendar, kind, year, number + 1)  # type: ignore[arg-type]  # one of PeriodKind
            for number in range(12 // length)
        ]

    return make


RELATIVE: dict[str, Maker] = {
    "THIS_MONTH": _months(0, 0),
    "LAST_MONTH": _months(-1, -1),
    "LAST_3_MONTHS": _months(-3, -1),
    "LAST_6_MONTHS": _months(-6, -1),
    "LAST_12_MONTHS": _months(-12, -1),
    "MONTHS_THIS_YEAR": _of_year(1, "month"),
    "MONTHS_LAST_YEAR": _of_year(1, "month", 1),
    "THIS_QUARTER": _parts("quarter", 3, 0, 0),
    "LAST_QUARTER": _parts("quarter", 3, -1, -1),
    "LAST_4_QUARTERS": _parts("quarter", 3, -4, -1),
    "QUARTERS_THIS_YEAR": _of_year(3, "quarter"),
    "QUARTERS_LAST_YEAR": _of_year(3, "quarter", 1),
    "THIS_SIX_MONTH": _parts("half", 6, 0, 0),
    "LAST_SIX_MONTH": _parts("half", 6, -1, -1),
    "LAST_2_SIXMONTHS": _parts("half", 6, -2, -1),
    "THIS_YEAR": _parts("year", 12, 0, 0),
    "LAST_YEAR": _parts("year", 12, -1, -1),
    "LAST_5_YEARS": _parts("year", 12, -5, -1),
}


def relative_periods(name: str, calendar: Calendar, on: date) -> list[Period] | None:
    """The periods a name means on a day, ascending; None when it is no such name."""
    make = RELATIVE.get(name)
    return None if make is None else make(calendar, on)
