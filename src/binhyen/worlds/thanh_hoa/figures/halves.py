"""The half-yearly reports: training and checks, commendation and complaints."""

from __future__ import annotations

from binhyen.worlds.thanh_hoa.figures.draw import divided, events, part
from binhyen.worlds.thanh_hoa.figures.sheet import Sheet
from binhyen.worlds.thanh_hoa.figures.stations import HALVES, Station

CLASSES = {"briefing": 60, "refresher": 32, "language": 4, "contest": 4}
AWARDS_UNITS = {
    "order": 0,
    "medal": 0,
    "flag": 2,
    "title": 20,
    "minister": 2,
    "chair": 8,
    "paper": 68,
}
AWARDS_PERSONS = {
    "order": 0,
    "medal": 1,
    "flag": 0,
    "title": 30,
    "minister": 1,
    "chair": 6,
    "paper": 62,
}


def learning(station: Station, sheet: Sheet) -> None:
    """Training, dissemination and inspection."""
    random = station.chance("learning")
    for half in HALVES:
        classes = divided(random, events(random, 0.5), CLASSES)
        due = station.officers + events(random, 2.0)
        attended = part(random, due, 0.9)
        told = station.officers * random.randrange(2, 6)
        findings = events(random, 1.4)
        values: dict[str, int | str] = {
            "training.classes": sum(classes.values()),
            **{f"training.classes/{kind}": count for kind, count in classes.items()},
            "training.due": due,
            "training.attendances": attended,
            "training.certified": part(random, attended, 0.55),
            "dissemination.due": told,
            "dissemination.acknowledged": part(random, told, 0.93),
            "checks.visits": 1 + events(random, 1.2),
            "checks.findings": findings,
            "checks.findings_closed": part(random, findings, 0.8),
        }
        if station.reports(random, half):
            sheet.put(station.code, half, values)


def honours(station: Station, sheet: Sheet) -> None:
    """Commendation, good deeds, complaints, discipline."""
    random = station.chance("honours")
    for half in HALVES:
        units = divided(random, events(random, 0.12), AWARDS_UNITS)
        persons = divided(random, events(random, 0.16 * station.officers), AWARDS_PERSONS)
        received = events(random, 1.1)
        resolved = part(random, received, 0.95)
        values: dict[str, int | str] = {
            "commendation.units": sum(units.values()),
            **{f"commendation.units/{kind}": count for kind, count in units.items()},
            "commendation.persons": sum(persons.values()),
            **{f"commendation.persons/{kind}": count for kind, count in persons.items()},
            "commendation.good_deeds": events(random, 0.35),
            "complaints.received": received,
            "complaints.resolved": resolved,
            "complaints.on_time": part(random, resolved, 0.94),
            "complaints.upheld": part(random, resolved, 0.04),
            "discipline.officers": events(random, 0.012),
        }
        if station.reports(random, half):
            sheet.put(station.code, half, values)
