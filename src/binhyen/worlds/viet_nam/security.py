"""The monthly report of security and order, all units at once; every check of the catalogue holds in it."""

from __future__ import annotations

import numpy as np

from binhyen.worlds.viet_nam.draw import Floats, Ints
from binhyen.worlds.viet_nam.moment import Moment

Columns = dict[str, Ints]
"""Scaled integers by element, or by element and option after a slash."""

# Per 10,000 residents and month; shares of what is solved, and persons a solved case.
CRIME_RATE = 0.31
KINDS = ("homicide", "injury", "theft", "robbery", "fraud", "other")
SHARES = (0.012, 0.17, 0.44, 0.035, 0.12, 0.223)
SOLVED = (0.97, 0.93, 0.74, 0.88, 0.62, 0.86)
CASES = {"economic": (0.05, 1.2), "environment": (0.07, 1.1), "gambling": (0.09, 4.5)}
MEASURES = 9
MEASURE_SHARES = (0.16, 0.06, 0.2, 0.22, 0.12, 0.05, 0.02, 0.01, 0.16)
WEAPONS = {
    "guns": 0.04,
    "rounds": 0.3,
    "explosives": 6.0,
    "fireworks": 30.0,
    "blades": 0.12,
    "support_tools": 0.05,
}
DAMAGE_MILLIONS, FINE_DONG = 38.0, 1_500_000


def security(moment: Moment) -> dict[str, Columns]:
    """Sections of the report with their columns, in the catalogue's order of elements."""
    return {
        "crime": _crime(moment),
        "cases": _cases(moment),
        "tips": _tips(moment),
        "traffic": _accidents(moment, "traffic", "accidents", 0.13, 0.35),
        "fires": _accidents(moment, "fires", "occurred", 0.02, 0.05),
        "offences": _offences(moment),
        "patrols": _patrols(moment),
        "weapons": _weapons(moment),
        "callins": _callins(moment),
        "supervision": _supervision(moment),
        "advice": _advice(moment),
    }


def _crime(moment: Moment) -> Columns:
    draw, size = moment.draw("crime"), moment.size
    total = draw.events(CRIME_RATE * moment.tens_of_thousands * moment.crime, size)
    kinds = dict(zip(KINDS, draw.divided(total, SHARES), strict=True))
    solved = {k: draw.part(kinds[k], share) for k, share in zip(KINDS, SOLVED, strict=True)}
    persons = {k: solved[k] + draw.events(0.4 * solved[k], size) for k in KINDS}
    everybody, all_solved = _sum(persons), _sum(solved)
    women = draw.part(everybody, 0.07)
    serious = kinds["homicide"] + draw.part(total - kinds["homicide"], 0.05)
    found: Columns = {
        "crime.social_order.occurred": total,
        "crime.social_order.solved": all_solved,
        "crime.social_order.solved_older": draw.events(0.02 * moment.tens_of_thousands, size),
        "crime.social_order.persons": everybody,
        "crime.social_order.persons/f": women,
        "crime.social_order.persons/m": everybody - women,
        "crime.serious.occurred": serious,
        "crime.serious.solved": np.minimum(
            serious, solved["homicide"] + draw.part(serious - kinds["homicide"], 0.93)
        ),
    }
    for kind in KINDS[:-1]:
        found[f"crime.{kind}.occurred"] = kinds[kind]
        found[f"crime.{kind}.solved"] = solved[kind]
        found[f"crime.{kind}.persons"] = persons[kind]
    return found


def _cases(moment: Moment) -> Columns:
    draw, found = moment.draw("cases"), Columns()
    for kind, (rate, each) in CASES.items():
        cases = draw.events(rate * moment.tens_of_thousands * moment.busy, moment.size)
        found[f"crime.{kind}.cases"] = cases
        found[f"crime.{kind}.persons"] = cases + draw.events((each - 1.0) * cases, moment.size)
    return found


def _tips(moment: Moment) -> Columns:
    """Carried over + received = resolved + transferred + pending; a month carries what the last left."""
    draw, size = moment.draw("tips"), moment.size
    carried, pending = _pending(moment.number - 1, moment), _pending(moment.number, moment)
    received = draw.events(0.9 * moment.tens_of_thousands * moment.busy, size)
    received = received + np.maximum(0, pending - carried - received)
    transferred = draw.part(carried + received - pending, 0.1)
    resolved = carried + received - pending - transferred
    return {
        "tips.carried_over": carried,
        "tips.received": received,
        "tips.resolved": resolved,
        "tips.on_time": draw.part(resolved, 0.95),
        "tips.transferred": transferred,
        "tips.pending": pending,
        "tips.reported_in_time": draw.part(received, 0.97),
    }


def _pending(number: int, moment: Moment) -> Ints:
    """What a month leaves open, told by the unit's identity so that the next month knows it too."""
    turn = moment.fixed(f"pending/{number}")
    return np.floor(turn * turn * 0.6 * moment.tens_of_thousands * moment.busy).astype(np.int64)


def _accidents(moment: Moment, what: str, cases: str, rate: float, dead: float) -> Columns:
    draw, size = moment.draw(what), moment.size
    happened = draw.events(rate * moment.tens_of_thousands * moment.season, size)
    damage = draw.source().gamma(2.0, DAMAGE_MILLIONS * 5.0, size) * happened
    return {
        f"{what}.{cases}": happened,
        f"{what}.deaths": draw.part(happened, dead),
        f"{what}.injured": draw.events(0.8 * happened, size),
        f"{what}.damage": np.rint(damage).astype(np.int64),
    }


def _offences(moment: Moment) -> Columns:
    draw, size = moment.draw("offences"), moment.size
    records = draw.events(2.2 * moment.tens_of_thousands * moment.busy, size)
    decisions = draw.part(records, 0.9)
    fines = np.rint(decisions * FINE_DONG * (0.5 + draw.uniform(size))).astype(np.int64)
    return {
        "offences.records": records,
        "offences.decisions": decisions,
        "offences.fines_vnd": fines - fines % 50_000,
    }


def _patrols(moment: Moment) -> Columns:
    draw, size = moment.draw("patrols"), moment.size
    runs = 6 + draw.events(9.0 * moment.busy, size)
    premises = draw.events(2.5 * moment.busy, size)
    return {
        "patrols.runs": runs,
        "patrols.officer_turns": 2 * runs + draw.events(1.4 * runs, size),
        "inspections.premises": premises,
        "inspections.violations": draw.part(premises, 0.08),
    }


def _weapons(moment: Moment) -> Columns:
    draw = moment.draw("weapons")
    return {
        f"weapons.{kind}": draw.events(rate * moment.busy, moment.size)
        for kind, rate in WEAPONS.items()
    }


def _callins(moment: Moment) -> Columns:
    draw = moment.draw("callins")
    times = draw.events(3.0 * moment.busy, moment.size)
    options = zip(("drug", "criminal", "youth"), draw.divided(times, (0.4, 0.4, 0.2)), strict=True)
    return {"callins.times": times, **{f"callins.times/{name}": part for name, part in options}}


def _supervision(moment: Moment) -> Columns:
    draw, size = moment.draw("supervision"), moment.size
    held = np.floor((2.0 + 8.0 * moment.fixed("supervised")) * moment.tens_of_thousands).astype(
        np.int64
    )
    counts = {
        "persons": held,
        "started": draw.events(0.05 * held, size),
        "completed": draw.part(held, 0.04),
    }
    due = draw.part(held, 0.33)
    found: Columns = {}
    for name, total in counts.items():
        found[f"supervision.{name}"] = total
        for option, part in zip(
            moment.options("measure"), draw.divided(total, MEASURE_SHARES), strict=True
        ):
            found[f"supervision.{name}/{option}"] = part
    found["supervision.reviews_due"] = due
    found["supervision.reviews_done"] = draw.part(due, 0.96)
    return found


def _advice(moment: Moment) -> Columns:
    draw, size = moment.draw("advice"), moment.size
    papers, due = draw.events(2.4, size), 1 + draw.events(5.0, size)
    done = draw.part(due, 0.9)
    return {
        "advice.papers": papers,
        "advice.adopted": draw.part(papers, 0.85),
        "tasks.due": due,
        "tasks.done_on_time": done,
        "tasks.done_late": draw.part(due - done, 0.6),
    }


def _sum(parts: dict[str, Ints]) -> Ints:
    total: Ints = np.stack(list(parts.values())).sum(axis=0)
    return total


def residents(moment: Moment) -> Floats:
    """Residents this month: they grow by half a per cent to two a year, as the place is lively."""
    return np.rint(moment.ground.residents * (1.0 + 0.0004 * moment.number * (0.5 + moment.busy)))
