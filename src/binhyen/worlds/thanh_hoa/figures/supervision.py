"""Counts of people under a lawful measure: numbers only, by measure, as the monthly report asks."""

from __future__ import annotations

from random import Random

from binhyen.worlds.thanh_hoa.figures.draw import events, part
from binhyen.worlds.thanh_hoa.figures.stations import Station

# People under each measure in a unit of 10,000 on an ordinary day.
MEASURES = {
    "suspended_sentence": 3.2,
    "non_custodial_reform": 0.5,
    "education_in_commune": 0.8,
    "drug_user_management": 1.6,
    "after_rehabilitation": 0.7,
    "conditional_release": 0.2,
    "local_surveillance": 0.3,
    "residence_ban": 0.05,
    "reintegration": 5.5,
}
MONTHS_UNDER_MEASURE = 14


def supervision(random: Random, station: Station, values: dict[str, int | str]) -> None:
    """Add one month's counts."""
    size = station.people / 10_000
    held, begun, ended = {}, {}, {}
    for measure, usual in MEASURES.items():
        held[measure] = events(random, usual * size)
        begun[measure] = events(random, usual * size / MONTHS_UNDER_MEASURE)
        ended[measure] = min(held[measure], events(random, usual * size / MONTHS_UNDER_MEASURE))
    for name, counts in (("persons", held), ("started", begun), ("completed", ended)):
        values[f"supervision.{name}"] = sum(counts.values())
    values |= {f"supervision.persons/{measure}": count for measure, count in held.items()}
    due = events(random, 1.4 * size)
    values |= {"supervision.reviews_due": due, "supervision.reviews_done": part(random, due, 0.94)}
