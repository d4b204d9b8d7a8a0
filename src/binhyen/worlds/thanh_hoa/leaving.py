"""Who leaves the force at the age limit between the waves and the review, and who comes from the academy instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from binhyen.engines.people.api import Role
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa.facts import SEED
from binhyen.worlds.thanh_hoa.places import Ground
from binhyen.worlds.thanh_hoa.seats import Seat

# As many come as go, so that the payroll is the same before the waves and on the day of the review.
LEAVERS, LEAVING_LEADERS = 72, 8
FIRST_YEAR, LAST_YEAR = 2020, 2022
RECRUITED_IN = {2020: date(2020, 10, 5), 2021: date(2021, 10, 4)}


def retirement_years(seated: Sequence[tuple[str, Seat]]) -> dict[str, int]:
    """Officer → the year they reach the age limit: mostly without command, a few deputies whose posts stay open."""
    random = chance(SEED, "leaving")
    donors = [(code, seat) for code, seat in seated if seat.kind in ("district", "department")]
    plain = [code for code, seat in donors if seat.role == Role.OFFICER]
    deputies = [code for code, seat in donors if seat.role == Role.DEPUTY]
    chosen = [
        *random.sample(plain, LEAVERS - LEAVING_LEADERS),
        *random.sample(deputies, LEAVING_LEADERS),
    ]
    return {code: random.randint(FIRST_YEAR, LAST_YEAR) for code in chosen}


def retirement_day(code: str, year: int) -> date:
    """The day an officer leaves: the birthday itself is not kept, so any day of the year before the review."""
    first, last = date(year, 2, 1), date(year, 5 if year == LAST_YEAR else 12, 1)
    return first + timedelta(days=chance(SEED, "leaves", code).randrange((last - first).days))


def recruiting_districts(ground: Ground) -> list[tuple[int, int]]:
    """For each who leaves one who comes: the district police joined and the year, in the order of years."""
    random = chance(SEED, "recruiting")
    bodies = list(ground.districts.values())
    years = sorted(random.choice(list(RECRUITED_IN)) for _ in range(LEAVERS))
    return [(random.choice(bodies), year) for year in years]
