"""The monthly drug statistics."""

from __future__ import annotations

from binhyen.worlds.thanh_hoa.figures.draw import divided, events, part
from binhyen.worlds.thanh_hoa.figures.sheet import Sheet
from binhyen.worlds.thanh_hoa.figures.stations import MONTHS, Station

REHAB = {"compulsory": 6, "voluntary": 4}


def drugs(station: Station, sheet: Sheet) -> None:
    """All months of one unit."""
    random = station.chance("drugs")
    addicts = events(random, 12 * station.people / 10_000 * station.busy)
    users = events(random, 6 * station.people / 10_000 * station.busy)
    for month in MONTHS:
        cases = events(random, 0.09 * station.busy)
        persons = cases + events(random, 0.3 * cases)
        prosecuted = part(random, cases, 0.85)
        files = divided(random, events(random, 0.03 * addicts), REHAB)
        addicts = max(0, addicts + random.choice((-1, 0, 0, 0, 1)))
        users = max(0, users + random.choice((-1, 0, 0, 1)))
        if station.reports(random, month):
            sheet.put(
                station.code,
                month,
                {
                    "drugs.cases": cases,
                    "drugs.persons": persons,
                    "drugs.prosecuted_cases": prosecuted,
                    "drugs.prosecuted_persons": min(
                        persons, prosecuted + events(random, 0.2 * prosecuted)
                    ),
                    "drugs.fines": f"{(persons - prosecuted if persons > prosecuted else 0) * 3 // 2}.0",
                    "drugs.addicts_managed": addicts,
                    "drugs.users_managed": users,
                    "drugs.after_rehab_managed": addicts // 6,
                    "drugs.rehab_files": sum(files.values()),
                    **{f"drugs.rehab_files/{kind}": count for kind, count in files.items()},
                },
            )
