"""What the catalogue says about duty: kinds, schemes by size, reliefs, and which days are holidays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from binhyen.engines.indicators.api import HolidayYear
from binhyen.features.rosters.entries import DutyEntry, ReliefEntry, SchemeEntry
from binhyen.kernel.entries import Entry
from binhyen.kernel.errors import N_, Invalid, NotFound
from binhyen.kernel.yamlfile import load_entries
from binhyen.solver.rosters.api import Day

E = TypeVar("E", bound=Entry)
ONE_DAY = timedelta(days=1)


@cache
def duty_entries() -> Mapping[str, DutyEntry]:
    """Every kind of duty by code, in the catalogue's order."""
    return {one.code: one for one in _shelf("duties", DutyEntry)}


@cache
def reliefs() -> Mapping[str, ReliefEntry]:
    """Every reason for relief or absence by code."""
    return {one.code: one for one in _shelf("duty_reliefs", ReliefEntry)}


@cache
def schemes() -> Mapping[str, SchemeEntry]:
    """Every scheme by code, the smallest stations first."""
    return {
        one.code: one
        for one in sorted(_shelf("duty_schemes", SchemeEntry), key=lambda one: one.people_from)
    }


def scheme_for(people: int) -> SchemeEntry:
    """The scheme of a station of that many people.

    Raises:
        Invalid: the catalogue has none.
    """
    for one in schemes().values():
        if one.people_from <= people <= one.people_to:
            return one
    raise Invalid(
        N_("Danh mục không có mẫu lịch trực cho đơn vị {people} người; có: {known}."),
        people=people,
        known=", ".join(f"{one.people_from}–{one.people_to}" for one in schemes().values()),
    )


def scheme(code: str) -> SchemeEntry:
    """The scheme of a code.

    Raises:
        NotFound: there is none.
    """
    if code not in schemes():
        raise NotFound(
            N_("Không có mẫu lịch trực “{code}”; các mẫu: {known}."),
            code=code,
            known=", ".join(schemes()),
        )
    return schemes()[code]


def days_between(first: date, last: date) -> list[Day]:
    """The days of a roster, both ends inclusive, each a weekday, a weekend or a public holiday.

    A day off in lieu counts as a weekend, a day worked in exchange as a weekday. A year whose holidays the catalogue
    does not know has weekends only.
    """
    found = []
    on = first
    while on <= last:
        found.append(_day(on))
        on += ONE_DAY
    return found


def _day(on: date) -> Day:
    year = _holidays().get(on.year)
    off = next((one for one in year.days_off if one.on == on), None) if year else None
    if off is not None:
        return Day(on, "weekend" if off.in_lieu else "holiday", off.vi)
    made_up = year is not None and any(one.on == on for one in year.make_up_days)
    return Day(on, "weekend" if on.weekday() >= 5 and not made_up else "weekday")


@cache
def _holidays() -> Mapping[int, HolidayYear]:
    return {one.year: one for one in _shelf("holidays", HolidayYear)}


def _shelf(name: str, model: type[E]) -> list[E]:
    return load_entries(Path(settings.BINHYEN_CATALOGUE) / name, model)


Days = Callable[[date, date], list[Day]]
