"""What one period's reports hold, in columns: which unit, which element and option, which scaled value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from binhyen.engines.indicators.api import Catalogue, DefinitionInfo, calendars, catalogue
from binhyen.kernel.periods import Period, parse_period
from binhyen.worlds.viet_nam.draw import Draw, Ints, Mask
from binhyen.worlds.viet_nam.facts import (
    BEYOND_EIGHTY,
    CAMPAIGN,
    CAMPAIGN_DAYS,
    FIRST_MONTH,
    FORMS,
    Variant,
)
from binhyen.worlds.viet_nam.ground import Ground, ground
from binhyen.worlds.viet_nam.moment import Moment
from binhyen.worlds.viet_nam.others import cards, drugs, residence
from binhyen.worlds.viet_nam.security import Columns, security

SECTIONS = {
    "security_monthly": security,
    "residence_monthly": residence,
    "drugs_monthly": drugs,
    CAMPAIGN: cards,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One element, or one option of its breakdown, over the units that answer it.

    Attributes:
        key: of the values inside a report's row.
        units: places in the period's ground, ascending.
        values: scaled by the element's decimals, one a unit.
    """

    element: str
    option: str
    key: str
    units: Ints
    values: Ints


@dataclass(frozen=True, slots=True)
class Sheet:
    """All columns of one report definition over one period."""

    form: str
    period: Period
    ground: Ground
    columns: tuple[Column, ...]

    @property
    def count(self) -> int:
        """How many values."""
        return sum(len(column.values) for column in self.columns)


def periods(size: Variant) -> list[tuple[str, ...]]:
    """(period, forms …) of a variant, in the order of time; a period is loaded whole or not at all."""
    months = [(_month(number), *FORMS) for number in range(size.months)]
    first, end = CAMPAIGN_DAYS
    days = [
        (first + timedelta(days=n)).isoformat() for n in range(min(size.days, (end - first).days))
    ]
    return [*months, *((day, CAMPAIGN) for day in days)]


def sheets(size: Variant, code: str, forms: tuple[str, ...]) -> Iterator[Sheet]:
    """What the units of a variant report over a period, the same on every run."""
    known = catalogue()
    for name in forms:
        form = known.definitions[name]
        period = parse_period(code, calendars(), form.calendar.code)
        place = ground(period.last_day)
        moment = _moment(period, place, known)
        yield Sheet(name, period, place, tuple(_columns(size, form, moment, known)))


def _month(number: int) -> str:
    year, month = FIRST_MONTH
    index = year * 12 + month - 1 + number
    return f"{index // 12}-{index % 12 + 1:02d}"


def _moment(period: Period, place: Ground, known: Catalogue) -> Moment:
    day: date = period.last_day
    number = (day.year - FIRST_MONTH[0]) * 12 + day.month - FIRST_MONTH[1]
    options = {
        code: tuple(option.code for option in entry.options)
        for code, entry in known.breakdowns.items()
    }
    return Moment(period.code, number, day.month, place, options)


def _columns(
    size: Variant, form: DefinitionInfo, moment: Moment, known: Catalogue
) -> Iterator[Column]:
    reports = moment.ground.within(size) & (_even(form.code, moment) < size.reported)
    for section, columns in SECTIONS[form.code](moment).items():
        answering = reports & (_even(f"{form.code}/{section}", moment) < size.answered)
        yield from _section(size, columns, answering, known)


def _section(
    size: Variant, columns: Columns, answering: Mask, known: Catalogue
) -> Iterator[Column]:
    places = np.flatnonzero(answering)
    for name, values in columns.items():
        element, _, option = name.partition("/")
        if size.breakdowns or not (option or element in BEYOND_EIGHTY):
            key = known.elements[element].key(option or None)
            yield Column(element, option, key, places, values[places])


def _even(purpose: str, moment: Moment) -> np.ndarray:
    return Draw(moment.code, "given", purpose).uniform(moment.size)
