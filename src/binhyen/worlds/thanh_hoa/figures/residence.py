"""The monthly report of residence, population data and public services."""

from __future__ import annotations

from binhyen.worlds.thanh_hoa.figures.draw import events, part
from binhyen.worlds.thanh_hoa.figures.sheet import Sheet
from binhyen.worlds.thanh_hoa.figures.stations import MONTHS, Station

PER_HOUSEHOLD = 3.6
# Public services went online step by step from July 2021, when the residence law came into force.
ONLINE_FROM, ONLINE_STEP = 13, 0.045


def residence(station: Station, sheet: Sheet) -> None:
    """All months of one unit."""
    random = station.chance("residence")
    people, due = station.people, round(station.people * random.uniform(0.25, 0.45))
    cleaned = 0.15
    for number, month in enumerate(MONTHS):
        people += random.randrange(-6, 12)
        cleaned = min(0.995, cleaned + random.uniform(0.02, 0.055))
        permanent, temporary = events(random, people / 420), events(random, people / 900)
        files = permanent + temporary + events(random, people / 700)
        share = min(0.85, max(0.0, (number - ONLINE_FROM) * ONLINE_STEP))
        if station.reports(random, month):
            sheet.put(
                station.code,
                month,
                {
                    "population.total": people,
                    "population.households": round(people / PER_HOUSEHOLD),
                    "population.data_due": due,
                    "population.data_cleaned": int(due * cleaned),
                    "residence.permanent": permanent,
                    "residence.temporary": temporary,
                    "residence.absence": events(random, 1.5),
                    "residence.stay": events(random, people / 350),
                    "residence.checks": events(random, 5.0),
                    "services.files": files,
                    "services.online": part(random, files, share),
                    "services.on_time": part(random, files, 0.985),
                },
            )
