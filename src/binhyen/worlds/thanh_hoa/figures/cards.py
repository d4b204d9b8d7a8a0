"""The identity-card campaign of 2021 and the electronic identity after it, by closing day.

Reading: units hand in what came since the last closing day: every second week while the campaign runs, then every month.
Whoever reported each day would show the same sums.
"""

from __future__ import annotations

from datetime import date, timedelta

from binhyen.worlds.thanh_hoa.figures.draw import divided, events, part
from binhyen.worlds.thanh_hoa.figures.sheet import Sheet
from binhyen.worlds.thanh_hoa.figures.stations import Station

FORTNIGHTS = tuple(date(2021, 2, 25) + timedelta(weeks=2 * number) for number in range(1, 10))
AFTER = tuple(date(year, month, 25) for year in (2021, 2022) for month in range(1, 13))[6:17]
ELIGIBLE_SHARE = 0.72
# Share of those still without a card that comes on one closing day.
TAKEN_A_FORTNIGHT, TAKEN_A_MONTH = 0.145, 0.09
PRINTED_SHARE, RETURNED_SHARE = 0.55, 0.7
EID_FROM = date(2022, 2, 1)
ERRORS = {
    "address": 30,
    "structure": 24,
    "spelling": 18,
    "residence": 14,
    "household": 6,
    "mismatch": 8,
}


def cards(station: Station, sheet: Sheet) -> None:
    """All closing days of one unit; taken, printed and returned each lag behind the one before."""
    random = station.chance("cards")
    eligible = round(station.people * ELIGIBLE_SHARE)
    pace = random.uniform(0.7, 1.3)
    without, at_centre, at_station, faulty = eligible, 0, 0, 0
    for day in (*FORTNIGHTS, *AFTER):
        share = TAKEN_A_FORTNIGHT if day in FORTNIGHTS else TAKEN_A_MONTH
        taken = part(random, without, min(0.5, share * pace))
        printed, returned = (
            part(random, at_centre, PRINTED_SHARE),
            part(random, at_station, RETURNED_SHARE),
        )
        errors = divided(random, events(random, 0.012 * taken), ERRORS)
        fixed = part(random, faulty, 0.5)
        without -= taken
        at_centre += taken - printed
        at_station += printed - returned
        faulty += sum(errors.values()) - fixed
        eid = part(random, returned, 0.3) if day >= EID_FROM else 0
        values: dict[str, int | str] = {
            "idcard.eligible": eligible,
            "idcard.taken": taken,
            "idcard.taken_mobile": part(random, taken, 0.12),
            "idcard.printed": printed,
            "idcard.returned": returned,
            "idcard.errors": sum(errors.values()),
            **{f"idcard.errors/{kind}": count for kind, count in errors.items()},
            "idcard.errors_fixed": fixed,
            "eid.taken": eid,
            "eid.activated": part(random, eid, 0.34),
        }
        if station.reports(random, day.isoformat()):
            sheet.put(station.code, day.isoformat(), values)
