"""A period: a stretch of days that belongs to a calendar and has a canonical code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Literal

from typing_extensions import override

from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.numbers import format_date
from binhyen.kernel.periods.calendars import Calendar

PeriodKind = Literal["month", "quarter", "half", "nine_months", "year", "day", "span", "conference"]
_ROMAN = ("I", "II", "III", "IV")


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, but not including, `end`.

    `str(period)` is its canonical code with the calendar before it ("admin:2022-05") and parses
    back to an equal period. Periods sort by start, then end, then code.
    """

    calendar: Calendar
    code: str
    kind: PeriodKind
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise Invalid(
                N_("Kỳ {code}: ngày đầu {start} phải trước ngày cuối {end}."),
                code=self.code,
                start=format_date(self.start),
                end=format_date(self.end),
            )

    @property
    def last_day(self) -> date:
        """The last day inside, the one official texts name."""
        return self.end - timedelta(days=1)

    @property
    def days(self) -> int:
        """Number of days inside."""
        return (self.end - self.start).days

    def contains(self, on: date) -> bool:
        """Whether a day lies inside."""
        return self.start <= on < self.end

    def label(self) -> str:
        """What a report calls it: "tháng 5/2022 (15-4-2022 → 14-5-2022)".

        The dates are left out when the name already says them.
        """
        name = self._name()
        if self.kind in ("day", "span", "conference") or self.calendar.is_civil:
            return name
        return f"{name} ({format_date(self.start)} → {format_date(self.last_day)})"

    def _name(self) -> str:
        year, _, part = self.code.partition("-")
        names: dict[PeriodKind, Callable[[], str]] = {
            "month": lambda: f"tháng {int(part)}/{int(year)}",
            "quarter": lambda: f"quý {_ROMAN[int(part[1]) - 1]}/{int(year)}",
            "half": lambda: f"6 tháng {'đầu' if part == 'H1' else 'cuối'} năm {int(year)}",
            "nine_months": lambda: f"9 tháng đầu năm {int(year)}",
            "year": lambda: f"năm {int(year)}",
            "day": lambda: f"ngày {format_date(self.start)}",
            "span": lambda: f"từ {format_date(self.start)} đến {format_date(self.last_day)}",
            "conference": lambda: (
                f"từ hội nghị {format_date(self.start)} đến trước hội nghị {format_date(self.end)}"
            ),
        }
        return names[self.kind]()

    def __lt__(self, other: Period) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[date, date, str]:
        return (self.start, self.end, str(self))

    @override
    def __str__(self) -> str:
        return f"{self.calendar.code}:{self.code}"
