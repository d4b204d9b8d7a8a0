"""The monthly Party-building report: cells founded after the letter of 5-4-2021, meeting once a month."""

from __future__ import annotations

from binhyen.worlds.thanh_hoa.figures.draw import part
from binhyen.worlds.thanh_hoa.figures.sheet import Sheet
from binhyen.worlds.thanh_hoa.figures.stations import Station

# Calendar months from January 2021 to May 2022.
MONTHS = tuple(f"{year}-{month:02d}" for year in (2021, 2022) for month in range(1, 13))[:17]
FIRST_FOUNDED, LAST_FOUNDED = 4, 16
MEMBERS_NEEDED = 3
FOUNDED_SHARE = 0.9


def party(station: Station, sheet: Sheet) -> None:
    """All months of one unit: cells begin one after the other, a few are missing.

    Wards lie outside the programme and report 0, so that established and eligible count the same units.
    """
    random = station.chance("party")
    eligible = station.members >= MEMBERS_NEEDED
    founded = (
        random.randrange(FIRST_FOUNDED, LAST_FOUNDED)
        if random.random() < FOUNDED_SHARE
        else len(MONTHS)
    )
    begins = founded if eligible and not station.is_ward else len(MONTHS)
    chief_leads, in_committee = random.random() < 0.95, random.random() < 0.86
    for number, month in enumerate(MONTHS):
        exists = number >= begins
        meets = int(exists and random.random() < 0.97)
        if station.reports(random, month):
            sheet.put(
                station.code,
                month,
                {
                    "cells.established": int(exists),
                    "cells.meetings": meets,
                    "cells.attendances": part(random, station.members, 0.94) if meets else 0,
                    "cells.resolutions": meets,
                    "cells.secretary_is_chief": int(exists and chief_leads),
                    "cells.chiefs_in_committee": int(in_committee and not station.is_ward),
                },
            )
