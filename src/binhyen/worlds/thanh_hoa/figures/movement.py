"""The quarterly report of the movement, and its yearly classification."""

from __future__ import annotations

from random import Random

from binhyen.worlds.thanh_hoa.figures.draw import events
from binhyen.worlds.thanh_hoa.figures.sheet import Sheet
from binhyen.worlds.thanh_hoa.figures.stations import QUARTERS, Station

# The evaluation year 15-11-2020 to 14-11-2021, the only whole one in the story.
YEAR = "2021"
CLASSES = {"excellent": 18, "good": 55, "fair": 24, "weak": 3}


def movement(station: Station, sheet: Sheet) -> None:
    """All quarters of one unit, and the year. Teams of the law of 2023 did not exist yet and are not reported."""
    random = station.chance("movement")
    models, households = 1 + events(random, 1.2), round(station.people / 3.6)
    for quarter in QUARTERS:
        sessions = 1 + events(random, 3.5)
        models += random.random() < 0.12
        points = models * 2 + events(random, 1.0)
        if station.reports(random, quarter):
            sheet.put(
                station.code,
                quarter,
                {
                    "propaganda.sessions": sessions,
                    "propaganda.attendance": sum(
                        random.randrange(35, 140) for _ in range(sessions)
                    ),
                    "propaganda.households_pledged": min(
                        households, round(households * random.uniform(0.02, 0.3))
                    ),
                    "propaganda.public_reviews": events(random, 0.3),
                    "movement.models": models,
                    "movement.points": points,
                    "movement.teams": points + events(random, 2.0),
                },
            )
    _year(random, station, sheet)


def _year(random: Random, station: Station, sheet: Sheet) -> None:
    areas = 8 + events(random, station.people / 900)
    got = random.choices(list(CLASSES), list(CLASSES.values()))[0]
    values: dict[str, int | str] = {
        "movement.areas": areas,
        "movement.areas_safe": round(areas * random.uniform(0.6, 1.0)),
        "movement.classified": 1,
        **{f"movement.classified/{level}": int(level == got) for level in CLASSES},
    }
    sheet.put(station.code, YEAR, values)
