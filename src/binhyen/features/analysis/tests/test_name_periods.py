"""Short names of stretches: what ended, in which calendar, and what it is compared with."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.features.analysis.rules.naming import period_short
from binhyen.features.analysis.rules.spans import compared, fits, shortcut
from binhyen.kernel.errors import Invalid
from binhyen.kernel.periods import Calendar, month_at

ADMIN = Calendar("admin", "hành chính", "months", 15, -1, 0)
HELD = Calendar(
    "conference", "hội nghị", "conferences", dates=(date(2021, 5, 31), date(2022, 6, 3), date(2023, 11, 17))
)  # fmt: skip
ON = date(2022, 6, 3)


def test_the_last_twelve_months_have_ended() -> None:
    periods = shortcut("last12", ON, ADMIN)
    assert [period.code for period in periods] == [*(f"2021-{at:02d}" for at in range(6, 13)), *(f"2022-{at:02d}" for at in range(1, 6))]  # fmt: skip
    assert all(period.last_day <= ON for period in periods)


def test_this_year_follows_the_calendar() -> None:
    assert [period.code for period in shortcut("this-year", ON, ADMIN)] == [
        f"2022-{at:02d}" for at in range(1, 6)
    ]
    assert len(shortcut("last-year", ON, ADMIN)) == 12


def test_conferences_follow_each_other() -> None:
    (period,) = shortcut("conferences", ON, HELD)
    assert (period.start, period.end) == (date(2021, 5, 31), date(2022, 6, 3))
    assert compared(period, "last-year") is None
    assert period_short(period) == "31/05/2021–02/06/2022"


def test_a_calendar_refuses_what_it_has_not() -> None:
    assert not fits("last12", HELD)
    with pytest.raises(Invalid):
        shortcut("last12", ON, HELD)
    with pytest.raises(Invalid):
        shortcut("forever", ON, ADMIN)


def test_comparisons_go_back_one_period_or_one_year() -> None:
    month = month_at(ADMIN, 2022 * 12 + 4)
    earlier, year = compared(month, "previous"), compared(month, "last-year")
    assert earlier is not None
    assert year is not None
    assert (earlier.code, year.code, period_short(month)) == ("2022-04", "2021-05", "5/2022")
