"""The reporting units with what makes them differ: people, how busy, how reliable in reporting."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from binhyen.engines.people.api import headcount, party_official
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON, SEED
from binhyen.worlds.thanh_hoa.places import WARD, Place, read_ground
from binhyen.worlds.thanh_hoa.waves import BORDER_DISTRICTS

# Administrative months, each from the 15th of the month before to the 14th.
MONTHS = tuple(f"{year}-{month:02d}" for year in (2020, 2021, 2022) for month in range(1, 13))[5:30]
QUARTERS = ("2020-Q3", "2020-Q4", *(f"2021-Q{n}" for n in range(1, 5)), "2022-Q1", "2022-Q2")
HALVES = ("2020-H2", "2021-H1", "2021-H2", "2022-H1")
# The last month had not ended on the day of the review, so more units have not reported it.
LATE_SHARE = 0.12
MISSING_SHARE = 0.008
# A few units fail to report for months.
UNRELIABLE_SHARE, UNRELIABLE_MISSING = 0.012, 0.35

PEOPLE = {"xã": 6_300, "thị trấn": 9_200, "phường": 7_900}
MOUNTAIN_PEOPLE = 3_900


@dataclass(frozen=True, slots=True)
class Station:
    """One reporting unit; `members` and `officers` as on the day of the review."""

    code: str
    key: str
    type: str
    people: int
    busy: float
    missing: float
    officers: int
    members: int

    @property
    def is_ward(self) -> bool:
        return self.type == WARD

    def chance(self, purpose: str) -> Random:
        """Chance of this unit for one purpose only."""
        return chance(SEED, "figures", purpose, self.key)

    def reports(self, random: Random, period: str) -> bool:
        """Whether the unit hands in its report of the period."""
        return random.random() >= max(self.missing, LATE_SHARE if period == MONTHS[-1] else 0)


def stations() -> list[Station]:
    """All 559 units in the order of the tree."""
    ground = read_ground()
    officers = headcount(FOCUS_ON, ground.province.id)
    members = party_official(FOCUS_ON, ground.province.id)
    return [
        _station(place, officers.get(place.unit.id, 0), members.get(place.unit.id, 0))
        for place in (*ground.programme, *ground.wards)
    ]


def _station(place: Place, officers: int, members: int) -> Station:
    random = chance(SEED, "stations", place.unit.key)
    mountain = place.district.name in BORDER_DISTRICTS and not place.is_township
    usual = MOUNTAIN_PEOPLE if mountain else PEOPLE[place.unit.type]
    unreliable = random.random() < UNRELIABLE_SHARE
    return Station(
        code=place.unit.code,
        key=place.unit.key,
        type=place.unit.type,
        people=round(usual * random.lognormvariate(0, 0.32)),
        busy=random.lognormvariate(0, 0.4) * (1.0 if place.unit.type == "xã" else 1.5),
        missing=UNRELIABLE_MISSING if unreliable else MISSING_SHARE,
        officers=officers,
        members=members,
    )
