"""Working days: weekdays without public holidays, with the days worked in exchange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.numbers import format_date

_WEEKDAYS = frozenset(range(5))


@dataclass(frozen=True)
class WorkCalendar:
    """Which days offices work, from the catalogue.

    Attributes:
        holidays: days off on weekdays, with their names (Tết, 30-4, exchanged days ...).
        make_up_days: Saturdays and Sundays worked in exchange for a holiday.
        weekdays: weekdays normally worked, Monday being 0.
        years: years whose holidays are known; a day of another year is refused, because a
            deadline counted without its Tết would be wrong. Empty: every year is accepted.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    make_up_days: frozenset[date] = frozenset()
    weekdays: frozenset[int] = _WEEKDAYS
    years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise Invalid(N_("Lịch làm việc phải có ít nhất một ngày trong tuần."))
        if both := sorted(self.make_up_days & self.holidays.keys()):
            raise Invalid(
                N_("Ngày {day} vừa là ngày nghỉ vừa là ngày làm bù."), day=format_date(both[0])
            )

    def is_working_day(self, on: date) -> bool:
        """Whether offices work on a day.

        Raises:
            Invalid: the holidays of its year are not known.
        """
        if self.years and on.year not in self.years:
            raise Invalid(
                N_("Chưa có lịch nghỉ năm {year}: hãy bổ sung vào danh mục."), year=on.year
            )
        if on in self.make_up_days:
            return True
        return on.weekday() in self.weekdays and on not in self.holidays

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start` (before it, when negative).

        The day of the event does not count: a time limit begins the day after it. With 0, the
        first working day from `start` on.

        Source: Civil Code 91/2015/QH13, Article 147 (2).
        """
        on = start
        if count == 0:
            while not self.is_working_day(on):
                on += timedelta(days=1)
            return on
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left:
            on += step
            left -= self.is_working_day(on)
        return on

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`.

        The inverse of `add_working_days`: the days left until a deadline, and, negative, the
        days gone since one. Swapping the two days changes the sign only.
        """
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + timedelta(days=after) for after in range(1, (end - start).days + 1))
        return sum(self.is_working_day(on) for on in days)
