"""The monthly reports of residence and of drugs, and the days of the card campaign."""

from __future__ import annotations

import numpy as np

from binhyen.worlds.viet_nam.draw import Ints
from binhyen.worlds.viet_nam.moment import Moment
from binhyen.worlds.viet_nam.security import Columns, residents

PER_HOUSEHOLD = 3.6
# Services went online step by step from July 2021, when the law on residence came into force.
ONLINE_FROM, ONLINE_STEP = 20, 0.04
CLEANED_FROM, CLEANED_STEP = 0.15, 0.028
DRUG_RATE = 0.28
ERROR_SHARES = (0.25, 0.1, 0.3, 0.15, 0.1, 0.1)


def residence(moment: Moment) -> dict[str, Columns]:
    """Sections of the residence report."""
    people = residents(moment)
    return {"population": _population(moment), "residence": _moves(moment, people)} | {
        "services": _services(moment, people)
    }


def drugs(moment: Moment) -> dict[str, Columns]:
    """Sections of the drug statistics."""
    draw, size = moment.draw("drugs"), moment.size
    cases = draw.events(DRUG_RATE * moment.tens_of_thousands * moment.busy * moment.crime, size)
    persons = cases + draw.events(0.35 * cases, size)
    prosecuted = draw.part(cases, 0.7)
    files = draw.events(0.5 * moment.tens_of_thousands * moment.busy, size)
    forced = draw.part(files, 0.6)
    managed: Columns = {
        f"drugs.{name}": _standing(moment, name, rate)
        for name, rate in (
            ("addicts_managed", 22.0),
            ("users_managed", 9.0),
            ("after_rehab_managed", 5.0),
        )
    }
    crimes: Columns = {
        "drugs.cases": cases,
        "drugs.persons": persons,
        "drugs.prosecuted_cases": prosecuted,
        "drugs.prosecuted_persons": np.minimum(persons, prosecuted + draw.part(prosecuted, 0.2)),
        # In thousandths of a million đồng.
        "drugs.fines": 750 * draw.part(persons - prosecuted.clip(max=persons), 0.8),
    }
    rehabilitation: Columns = {
        "drugs.rehab_files": files,
        "drugs.rehab_files/compulsory": forced,
        "drugs.rehab_files/voluntary": files - forced,
    }
    return {"drug_crime": crimes, "drug_users": managed | rehabilitation}


def cards(moment: Moment) -> dict[str, Columns]:
    """One day of the campaign for identity cards."""
    draw, size = moment.draw("cards"), moment.size
    taken = draw.events(0.004 * moment.ground.residents, size)
    printed = draw.events(0.003 * moment.ground.residents, size)
    errors = draw.part(taken, 0.01)
    eid = draw.part(taken, 0.3)
    found: Columns = {
        "idcard.eligible": np.rint(0.7 * moment.ground.residents).astype(np.int64),
        "idcard.taken": taken,
        "idcard.taken_mobile": draw.part(taken, 0.25),
        "idcard.printed": printed,
        "idcard.returned": draw.part(printed, 0.9),
        "idcard.errors": errors,
        "idcard.errors_fixed": draw.part(errors, 0.8),
        "eid.taken": eid,
        "eid.activated": draw.part(eid, 0.6),
    }
    parts = draw.divided(errors, ERROR_SHARES)
    for option, part in zip(moment.options("idcard_error"), parts, strict=True):
        found[f"idcard.errors/{option}"] = part
    return {"cards": found}


def _population(moment: Moment) -> Columns:
    people = residents(moment)
    due = np.floor(people * (0.25 + 0.2 * moment.fixed("data_due"))).astype(np.int64)
    share = np.minimum(
        0.995, CLEANED_FROM + CLEANED_STEP * moment.number * (0.5 + moment.fixed("clean"))
    )
    return {
        "population.total": people.astype(np.int64),
        "population.households": np.floor(people / PER_HOUSEHOLD).astype(np.int64),
        "population.data_due": due,
        "population.data_cleaned": np.floor(due * share).astype(np.int64),
    }


def _moves(moment: Moment, people: np.ndarray) -> Columns:
    draw, size = moment.draw("residence"), moment.size
    return {
        "residence.permanent": draw.events(people / 420.0, size),
        "residence.temporary": draw.events(people / 900.0 * moment.busy, size),
        "residence.absence": draw.events(1.5, size),
        "residence.stay": draw.events(people / 350.0 * moment.busy, size),
        "residence.checks": draw.events(5.0, size),
    }


def _services(moment: Moment, people: np.ndarray) -> Columns:
    draw, size = moment.draw("services"), moment.size
    files = draw.events(people / 210.0, size)
    share = min(0.85, max(0.0, (moment.number - ONLINE_FROM) * ONLINE_STEP))
    return {
        "services.files": files,
        "services.online": draw.part(files, share),
        "services.on_time": draw.part(files, 0.985),
    }


def _standing(moment: Moment, name: str, rate: float) -> Ints:
    """A stock: steady for a place, drifting a little from month to month."""
    level = rate * moment.tens_of_thousands * (0.3 + 1.4 * moment.fixed(name))
    drift = moment.draw(name).events(0.03 * level, moment.size)
    return np.floor(level).astype(np.int64) + drift
