"""Short ways to write a roster's problem: a station of three with one duty, unless told otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from binhyen.solver.rosters.api import (
    Day,
    Duty,
    DutyKind,
    Measure,
    Person,
    Problem,
    Roster,
)

FIRST = date(2026, 3, 2)  # a Monday
EVERY_DAY = {"weekday": 1, "weekend": 1, "holiday": 1}
GIVES_WAY = (
    "limit",
    "rest",
    "authority",
    "couples",
    "absence",
    "coverage",
    "relief",
    "fixed",
)


def on(day: int) -> date:
    """The day of a number, the first being 0."""
    return FIRST + timedelta(days=day)


def duty(day: int, person: str, kind: str = "desk") -> Duty:
    return Duty(on(day), kind, person)


def days(count: int, holidays: Sequence[int] = ()) -> tuple[Day, ...]:
    found = []
    for at in range(count):
        weekend = on(at).weekday() >= 5
        found.append(
            Day(on(at), "holiday" if at in holidays else "weekend" if weekend else "weekday")
        )
    return tuple(found)


def desk(**given: Any) -> DutyKind:
    return DutyKind(
        **{
            "code": "desk",
            "label": "Trực ban",
            "needed": EVERY_DAY,
            "posts": frozenset({"officer"}),
        }
        | given
    )


def command(**given: Any) -> DutyKind:
    return DutyKind(
        **{
            "code": "command",
            "label": "Trực chỉ huy",
            "needed": EVERY_DAY,
            "posts": frozenset({"chief", "deputy"}),
        }
        | given
    )


def nights(*codes: str, **given: Any) -> Measure:
    """One point a night."""
    points = dict.fromkeys(codes or ("desk",), EVERY_DAY)
    return Measure(
        **{"code": "nights", "label": "Đêm trực", "word": "đêm", "points": points} | given
    )


def officers(count: int) -> tuple[Person, ...]:
    """a, b, c …"""
    return tuple(
        Person(letter, f"Người {letter.upper()}", "officer") for letter in "abcdefgh"[:count]
    )


def problem(count: int = 3, length: int = 4, **given: Any) -> Problem:
    return Problem(
        **{
            "people": officers(count),
            "days": days(length),
            "kinds": (desk(),),
            "measures": (nights(),),
            "gives_way": GIVES_WAY,
        }
        | given
    )


def roster(letters: str, kind: str = "desk") -> Roster:
    """One letter a day: who is at the desk."""
    return Roster(tuple(duty(at, who, kind) for at, who in enumerate(letters)))


def row(found: Roster | None, kind: str = "desk") -> str:
    """The way back: who is at the desk, day by day."""
    assert found is not None
    return "".join(one.person for one in found.duties if one.kind == kind)
