"""The monthly security-and-order report: crime, tips, accidents, fires, offences, patrols, tasks."""

from __future__ import annotations

from random import Random

from binhyen.worlds.thanh_hoa.figures.draw import divided, events, millions, part
from binhyen.worlds.thanh_hoa.figures.sheet import Sheet
from binhyen.worlds.thanh_hoa.figures.stations import MONTHS, Station
from binhyen.worlds.thanh_hoa.figures.supervision import supervision

Values = dict[str, int | str]

# Cases per 10,000 people and month at the beginning; about 1,300 a year in the province.
CRIME_RATE = 0.27
# It falls steadily, by about an eighth from one review window to the next: clear in the province's
# large numbers, lost in chance in most districts.
CRIME_START, CRIME_STEP = 1.06, 0.0112
# The months around Tết are the worst.
SEASON = {
    1: 1.25,
    2: 1.2,
    3: 0.9,
    4: 0.9,
    5: 0.95,
    6: 1.0,
    7: 1.0,
    8: 0.95,
    9: 0.9,
    10: 0.95,
    11: 1.0,
    12: 1.15,
}
KINDS = {"theft": 43, "injury": 18, "fraud": 12, "robbery": 3, "homicide": 1, "": 23}
SOLVED = {"theft": 0.76, "injury": 0.95, "fraud": 0.62, "robbery": 0.9, "homicide": 1.0, "": 0.88}
WOMEN = 0.07


def security(station: Station, sheet: Sheet) -> None:
    """All months of one unit; months it does not report are simply absent."""
    random, crimes, pending = station.chance("security"), station.chance("crimes"), 0
    people, patrols = station.chance("supervision"), station.chance("patrols")
    for number, month in enumerate(MONTHS):
        values: Values = {}
        _crime(crimes, _expected(station, number, month), values)
        pending = _tips(random, station, pending, values)
        _accidents(random, station, values)
        _order(random, station, values)
        _patrols(patrols, station, values)
        _weapons(random, station, values)
        supervision(people, station, values)
        _advice_and_tasks(random, station, values)
        if station.reports(random, month):
            sheet.put(station.code, month, values)


def _expected(station: Station, number: int, month: str) -> float:
    trend = CRIME_START - CRIME_STEP * number
    return CRIME_RATE * station.people / 10_000 * station.busy * trend * SEASON[int(month[5:])]


def _crime(random: Random, expected: float, values: Values) -> None:
    kinds = divided(random, events(random, expected), KINDS)
    solved = {kind: part(random, count, SOLVED[kind]) for kind, count in kinds.items()}
    persons = {
        kind: count + events(random, 0.4 * count) if count else 0 for kind, count in solved.items()
    }
    total, everybody = sum(kinds.values()), sum(persons.values())
    women = part(random, everybody, WOMEN)
    serious = kinds["homicide"] + part(random, total - kinds["homicide"], 0.05)
    values |= {
        "crime.social_order.occurred": total,
        "crime.social_order.solved": sum(solved.values()),
        "crime.social_order.solved_older": events(random, 0.06 * expected),
        "crime.social_order.persons": everybody,
        "crime.social_order.persons/m": everybody - women,
        "crime.social_order.persons/f": women,
        "crime.serious.occurred": serious,
        "crime.serious.solved": min(serious, solved["homicide"] + part(random, serious, 0.93)),
    }
    for kind in ("homicide", "injury", "theft", "robbery", "fraud"):
        values[f"crime.{kind}.occurred"] = kinds[kind]
        values[f"crime.{kind}.solved"] = solved[kind]
        values[f"crime.{kind}.persons"] = persons[kind]
    for kind, mean, each in (
        ("economic", 0.05, 1.2),
        ("environment", 0.07, 1.1),
        ("gambling", 0.09, 4.5),
    ):
        cases = events(random, mean)
        values[f"crime.{kind}.cases"] = cases
        values[f"crime.{kind}.persons"] = cases + events(random, cases * (each - 1)) if cases else 0


def _tips(random: Random, station: Station, carried: int, values: Values) -> int:
    """Carried over + received = resolved + transferred + pending; gives the pending ones to the next month."""
    received = events(random, 0.75 * station.people / 10_000 * station.busy)
    open_tips = carried + received
    transferred = part(random, open_tips, 0.1)
    resolved = part(random, open_tips - transferred, 0.82)
    pending = open_tips - transferred - resolved
    values |= {
        "tips.carried_over": carried,
        "tips.received": received,
        "tips.resolved": resolved,
        "tips.on_time": part(random, resolved, 0.95),
        "tips.transferred": transferred,
        "tips.pending": pending,
        "tips.reported_in_time": part(random, received, 0.97),
    }
    return pending


def _accidents(random: Random, station: Station, values: Values) -> None:
    crashes = events(random, 0.1 * station.people / 6_000)
    fires = events(random, 0.025 * station.people / 6_000)
    values |= {
        "traffic.accidents": crashes,
        "traffic.deaths": part(random, crashes, 0.33),
        "traffic.injured": part(random, crashes, 0.75),
        "traffic.damage": millions(random, crashes, 14),
        "fires.occurred": fires,
        "fires.deaths": part(random, fires, 0.03),
        "fires.injured": part(random, fires, 0.06),
        "fires.damage": millions(random, fires, 120),
    }


def _order(random: Random, station: Station, values: Values) -> None:
    records = events(random, 3.2 * station.busy)
    decisions = part(random, records, 0.93)
    checked = events(random, 2.4)
    called = divided(
        random, events(random, 4.0 * station.busy), {"drug": 5, "criminal": 3, "youth": 2}
    )
    values |= {
        "offences.records": records,
        "offences.decisions": decisions,
        "offences.fines_vnd": sum(
            random.choice((300, 500, 750, 1_000, 2_500)) for _ in range(decisions)
        )
        * 1_000,
        "inspections.premises": checked,
        "inspections.violations": part(random, checked, 0.07),
        "callins.times": sum(called.values()),
        **{f"callins.times/{group}": count for group, count in called.items()},
    }


def _patrols(random: Random, station: Station, values: Values) -> None:
    """By a chance of their own: how many serve there must not change what happens there."""
    runs = 6 + events(random, 1.6 * max(station.officers, 3))
    values |= {"patrols.runs": runs, "patrols.officer_turns": runs * 2 + events(random, runs)}


def _weapons(random: Random, station: Station, values: Values) -> None:
    """Handing-in campaigns bring some in December and January, a trickle otherwise."""
    guns, powder, crackers = events(random, 0.12), events(random, 0.04), events(random, 0.2)
    values |= {
        "weapons.guns": guns,
        "weapons.rounds": events(random, 3.0 * guns),
        "weapons.explosives": f"{powder * 7 // 10}.{powder * 7 % 10}",
        "weapons.fireworks": f"{crackers * 12 // 10}.{crackers * 12 % 10}",
        "weapons.blades": events(random, 0.25),
        "weapons.support_tools": events(random, 0.08),
    }


def _advice_and_tasks(random: Random, station: Station, values: Values) -> None:
    papers, due = events(random, 1.8), events(random, 5.5)
    on_time = part(random, due, 0.9)
    values |= {
        "advice.papers": papers,
        "advice.adopted": part(random, papers, 0.92),
        "tasks.due": due,
        "tasks.done_on_time": on_time,
        "tasks.done_late": part(random, due - on_time, 0.6),
    }
