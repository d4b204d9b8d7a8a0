"""Calendars are data: where a month and a year begin, or on which days conferences met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from binhyen.kernel.errors import N_, Invalid

CalendarKind = Literal["months", "days", "conferences"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """How one reporting regime cuts time; built from the catalogue.

    A `months` calendar: month M of year Y starts on day `month_start_day` of the civil month
    M + `month_start_offset`, and year Y starts with its month 1 + `year_start_offset`. Thus

    - calendar months: `Calendar("calendar", "Tháng dương lịch")`;
    - administrative and police work years, 15-12 → 14-12:
      `Calendar("admin", "Kỳ hành chính", month_start_day=15, month_start_offset=-1)`;
    - the evaluation year, 15-11 → 14-11: the same with `year_start_offset=-1`.

    A `days` calendar (a campaign) has days and spans of days only; a `conferences` calendar has
    the intervals between consecutive `dates`.

    Source: Decree 09/2019/NĐ-CP of 24-1-2019 for the administrative periods.
    """

    code: str
    label: str
    kind: CalendarKind = "months"
    month_start_day: int = 1
    month_start_offset: int = 0
    year_start_offset: int = 0
    dates: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        # Day 29 would be missing from some months, and periods would no longer tile time.
        if not 1 <= self.month_start_day <= 28:
            raise Invalid(
                N_("Lịch {calendar}: ngày đầu tháng {day} phải từ 1 đến 28."),
                calendar=self.code,
                day=self.month_start_day,
            )
        if any(
            later <= earlier for earlier, later in zip(self.dates, self.dates[1:], strict=False)
        ):
            raise Invalid(
                N_("Lịch {calendar}: ngày hội nghị phải tăng dần, không trùng."), calendar=self.code
            )

    @property
    def is_civil(self) -> bool:
        """Whether its months and years are the ones on the wall."""
        return (self.month_start_day, self.month_start_offset, self.year_start_offset) == (1, 0, 0)

    def month_start(self, index: int) -> date:
        """First day of a month given by its index, 12 × year + month − 1.

        Raises:
            Invalid: the day lies outside the years 1 to 9999.
        """
        year, month = divmod(index + self.month_start_offset, 12)
        try:
            return date(year, month + 1, self.month_start_day)
        except ValueError as error:
            raise Invalid(
                N_("Năm {year} nằm ngoài lịch: chỉ nhận từ năm 1 đến năm 9999."), year=year
            ) from error

    def has_month(self, index: int) -> bool:
        """Whether a month lies wholly in the years 1 to 9999, the only ones dates can express."""
        first = index + self.month_start_offset
        return 12 <= first < 12 * 9999 + 11

    def month_index(self, on: date) -> int:
        """Index of the month that contains a day."""
        civil = 12 * on.year + on.month - 1
        return civil - self.month_start_offset - (1 if on.day < self.month_start_day else 0)
