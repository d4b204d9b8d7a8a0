"""Deadlines of a cascade: every level gets its share of the working days, the lower ones the earlier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.workdays import WorkCalendar


def level_deadlines(
    given_on: date,
    due_on: date,
    levels: Iterable[int],
    shares: Mapping[int, float],
    calendar: WorkCalendar,
) -> dict[int, date]:
    """Each level's deadline: its share of the working days between giving and the last deadline, at least one.

    Time: the day of giving does not count, the deadline does (`WorkCalendar`); a share is rounded down to whole days.
    A whole share gives `due_on` itself, be it a working day or not.

    Raises:
        Invalid: a level has no share in the catalogue, or the holidays of a year are not known.
    """
    days = calendar.working_days_between(given_on, due_on)
    found = {}
    for level in levels:
        if level not in shares:
            raise Invalid(
                N_("Danh mục chưa định phần thời gian của cấp {level} (tasks.yaml)."), level=level
            )
        share = Decimal(str(shares[level]))
        part = int((share * days).to_integral_value(ROUND_FLOOR))
        whole = share == 1 or days < 1
        found[level] = due_on if whole else calendar.add_working_days(given_on, max(part, 1))
    return found
