"""One box for units, officers, figures and norms, without regard to marks."""

from __future__ import annotations

from datetime import date

from binhyen.engines.indicators.api import catalogue
from binhyen.engines.norms.api import rules
from binhyen.engines.people.api import officers
from binhyen.engines.units.api import Structure, UnitHit, find, search_units, structure
from binhyen.features.overview.queries.places import homes
from binhyen.features.overview.types import Found, PersonHit, TermHit
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.foundation.ui.api import named
from binhyen.kernel.errors import DomainError
from binhyen.kernel.text import fold

MOST = 30
SHORTEST = 2


def search(actor: Actor, text: str, on: date) -> Found:
    """Everything the actor may open whose name or code holds the text.

    Shape: at most 30 of a kind; nothing for a text of fewer than two letters.
    """
    wanted = fold(text)
    if len(wanted) < SHORTEST:
        return Found([], [], [])
    return Found(_units(actor, text, on), people_hits(actor, text, on), _terms(actor, wanted))


def people_hits(actor: Actor, text: str, on: date) -> list[PersonHit]:
    """Officers the actor may see, by parts of the name or the number."""
    if not allows_somewhere(actor, "people.view_personal"):
        return []
    tree = structure(on)
    return [
        PersonHit(
            officer_id=row.officer_id,
            full_name=row.officer.full_name,
            code=row.officer.code,
            post=named(row.post) if row.post else "",
            station=_station(row.police_unit.unit_id, tree) if row.police_unit else "",
        )
        for row in officers(actor, on, text=text)[:MOST]
    ]


def _station(unit_id: int, tree: Structure) -> str:
    return tree.get(unit_id).full_name if unit_id in tree else ""


def _units(actor: Actor, text: str, on: date) -> list[UnitHit]:
    found: dict[int, UnitHit] = {}
    tops = homes(actor, on)
    for top in tops:
        for hit in (*_by_code(text, on, top.id), *search_units(text, on, top.id, MOST)):
            found.setdefault(hit.unit.id, hit)
    return list(found.values())[:MOST]


def _by_code(text: str, on: date, under_id: int) -> list[UnitHit]:
    code = text.strip()
    if not code.isascii() or not code.isalnum():
        return []
    try:
        unit = find(code, on)
    except DomainError:
        return []
    tree = structure(on)
    above = tuple(tree.ancestors(unit.id))
    inside = under_id in {unit.id, *(one.id for one in above)}
    return [UnitHit(unit, tuple(one for one in above if one.level))] if inside else []


def _terms(actor: Actor, wanted: str) -> list[TermHit]:
    known = catalogue()
    entries = [
        ("indicator", code, (entry.vi, entry.en)) for code, entry in known.indicators.items()
    ]
    entries += [
        ("element", code, (one.entry.vi, one.entry.en)) for code, one in known.elements.items()
    ]
    found = [
        TermHit(kind, code, *names)
        for kind, code, names in entries
        if any(wanted in fold(part) for part in (code, *names))
    ]
    found += [
        TermHit("norm", rule.code, rule.label, rule.en)
        for rule in rules()
        if any(wanted in fold(part) for part in (rule.code, rule.label, rule.short, rule.en))
    ]
    return found[:MOST]
