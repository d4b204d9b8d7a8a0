"""The quarterly premises report: one workplace a unit, and headquarters moving through their stages."""

from __future__ import annotations

from random import Random

from binhyen.worlds.thanh_hoa.figures.draw import events
from binhyen.worlds.thanh_hoa.figures.sheet import Sheet
from binhyen.worlds.thanh_hoa.figures.stations import QUARTERS, Station

STAGES = ("land_handover", "legal_papers", "works", "finishing", "in_use")
WORKPLACES = {"in_compound": 78, "reused": 11, "borrowed": 9, "": 2}
SOURCES = {"province": 55, "ministry": 22, "local": 22, "sponsor": 1}
APPROVED_SHARE = 0.16
# Each stage takes half a year, so that few are in use in 2022: 30 were in May 2024.
QUARTERS_IN_STAGE = 2
# Cost of one headquarters in the first batch: 1.9 bn đồng.
COST_MILLIONS = 1_900
EQUIPMENT_MILLIONS = 18


def premises(station: Station, sheet: Sheet) -> None:
    """All quarters of one unit; wards have their own houses and need none."""
    random = station.chance("premises")
    needed = 0 if station.is_ward else int(random.random() < 0.97)
    begins = (
        random.randrange(-2, 9) if needed and random.random() < APPROVED_SHARE else len(QUARTERS)
    )
    workplace = random.choices(list(WORKPLACES), list(WORKPLACES.values()))[0]
    land_from = begins - 1 if begins < len(QUARTERS) else random.randrange(16)
    area = f"{random.randrange(600, 2_000)}.{random.randrange(10)}"
    source = random.choices(list(SOURCES), list(SOURCES.values()))[0]
    for number, quarter in enumerate(QUARTERS):
        stage = min((number - begins) // QUARTERS_IN_STAGE, len(STAGES) - 1)
        values: dict[str, int | str] = {
            "premises.needed": needed,
            "premises.approved": int(stage >= 0),
            **{f"premises.{name}": int(place == stage) for place, name in enumerate(STAGES)},
            "premises.land_area": area if number >= land_from else 0,
            "premises.equipment_value": events(random, EQUIPMENT_MILLIONS),
        }
        _workplace(values, station, workplace)
        _money(values, random, stage, source)
        if station.reports(random, quarter):
            sheet.put(station.code, quarter, values)


def _workplace(values: dict[str, int | str], station: Station, workplace: str) -> None:
    """Where the station works until its own house is in use; a few have no room of their own at all."""
    waiting = not values["premises.in_use"] and not station.is_ward
    for name in WORKPLACES:
        if name:
            values[f"premises.{name}"] = int(waiting and name == workplace)


def _money(values: dict[str, int | str], random: Random, stage: int, source: str) -> None:
    planned = COST_MILLIONS if stage >= 0 else 0
    paid = round(COST_MILLIONS * random.uniform(0.15, 0.25)) if stage in (2, 3) else 0
    for name, amount in (("planned", planned), ("paid", paid)):
        values[f"premises.funding_{name}"] = amount
        values |= {
            f"premises.funding_{name}/{option}": amount if option == source else 0
            for option in SOURCES
        }
