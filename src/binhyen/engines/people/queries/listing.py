"""The list of officers as a page shows it: narrowed, with rank and station, never beyond the actor's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from binhyen.engines.people.models import PostKind, QualificationKind, RankGrant, RankKind
from binhyen.engines.people.queries.records import officers
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import in_english, named

PARTY_STATES = ("official", "probation", "none")


@dataclass(frozen=True, slots=True)
class Listed:
    """One officer in service on the day."""

    officer_id: int
    code: str
    full_name: str
    synthetic: bool
    post: str
    rank: str
    station: str
    unit_code: str
    since: date
    party: str


def officer_list(
    actor: Actor,
    on: date,
    *,
    under_id: int | None = None,
    text: str = "",
    post: str | None = None,
    rank: str | None = None,
    party: str | None = None,
) -> list[Listed]:
    """Officers in service whom the actor may see, in the order of names; arguments as in `officers`.

    Args:
        rank: code of the rank held on the day.
        party: official, probation or none, on the day.

    Cost: one statement and the remembered structure.
    """
    rows = officers(actor, on, under_id=under_id, text=text, post=post).annotate(
        rank=_rank_on(on, "rank__en" if in_english() else "rank__vi"),
        rank_code=_rank_on(on, "rank__code"),
    )
    if rank is not None:
        rows = rows.filter(rank_code=rank)
    if party is not None:
        rows = rows.filter(_in_party(party, on))
    tree = structure(on)
    found = []
    for row in rows:
        place = tree.units.get(row.police_unit.unit_id) if row.police_unit else None
        officer = row.officer
        found.append(
            Listed(
                officer_id=officer.pk,
                code=officer.code,
                full_name=officer.full_name,
                synthetic=officer.synthetic,
                post=named(row.post) if row.post else "",
                rank=getattr(row, "rank") or "",  # noqa: B009 - an annotation, unknown to the type checker
                station=(row.police_unit.name if row.police_unit else "")
                or (place.full_name if place else ""),
                unit_code=place.code if place else "",
                since=row.valid_from,
                party=_party(officer.party_admitted_on, officer.party_official_on, on),
            )
        )
    return found


def post_choices() -> list[tuple[str, str]]:
    """Code and name of every post, by precedence."""
    return [(one.code, named(one)) for one in PostKind.objects.order_by("serves_in", "order")]


def rank_choices() -> list[tuple[str, str]]:
    """Code and name of every rank, the lowest first."""
    return [(one.code, named(one)) for one in RankKind.objects.order_by("order")]


def skill_choices() -> list[tuple[str, str]]:
    """Code and name of every skill, language and suitability an officer may have."""
    return [(one.code, named(one)) for one in QualificationKind.objects.order_by("kind", "code")]


def _rank_on(on: date, column: str) -> Subquery:
    held = RankGrant.objects.filter(officer=OuterRef("officer"), valid_from__lte=on)
    return Subquery(held.order_by("-valid_from").values(column)[:1])


def _in_party(state: str, on: date) -> Q:
    official = Q(officer__party_official_on__lte=on)
    admitted = Q(officer__party_admitted_on__lte=on)
    return {"official": official, "probation": admitted & ~official, "none": ~admitted}[state]


def _party(admitted_on: date | None, official_on: date | None, on: date) -> str:
    if official_on is not None and official_on <= on:
        return "official"
    return "probation" if admitted_on is not None and admitted_on <= on else "none"
