"""The calendars of the tests: one of each kind the catalogue has."""

from __future__ import annotations

from datetime import date

from binhyen.kernel.periods import Calendar

CONFERENCES = (date(2021, 5, 31), date(2022, 6, 3), date(2023, 11, 17))
CALENDARS = {
    calendar.code: calendar
    for calendar in (
        Calendar("calendar", "Tháng dương lịch"),
        Calendar("admin", "Kỳ hành chính", month_start_day=15, month_start_offset=-1),
        Calendar("police", "Năm công tác", month_start_day=15, month_start_offset=-1),
        Calendar(
            "evaluation",
            "Năm đánh giá",
            month_start_day=15,
            month_start_offset=-1,
            year_start_offset=-1,
        ),
        Calendar("campaign", "Đợt cao điểm", "days"),
        Calendar("conference", "Giữa hai hội nghị", "conferences", dates=CONFERENCES),
    )
}
MONTHLY = [calendar for calendar in CALENDARS.values() if calendar.kind == "months"]
