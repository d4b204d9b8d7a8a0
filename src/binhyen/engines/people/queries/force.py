"""A whole force read at once, for planning: where each officer serves, rank, years and what they are certified for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from binhyen.engines.people.models import Assignment, Qualification, RankGrant
from binhyen.engines.people.queries.standing import in_force
from binhyen.engines.people.types import Serving
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor, visible

_COLUMNS = (
    "officer_id",
    "officer__code",
    "officer__synthetic",
    "officer__joined_on",
    "officer__birth_year",
    "officer__home_unit_id",
    "officer__party_official_on",
    "police_unit_id",
    "police_unit__unit_id",
    "police_unit__kind",
    "post__code",
    "post__role",
    "valid_from",
    "term_until",
    "rank",
)


def force(actor: Actor, on: date, *, under_id: int | None = None) -> list[Serving]:
    """Every officer in service on `on` whom the actor may see, in the order of codes.

    Args:
        actor: needs `people.view_personal` where the officer serves; others are absent.
        under_id: only police units hanging on this unit and below it, as the tree stood on the day.

    Cost: two statements and the remembered structure, whatever the number of officers.
    """
    rows = visible(actor, in_force(on), on=on)
    if under_id is not None:
        rows = rows.filter(police_unit__unit_id__in=structure(on).subtree(under_id))
    held = _held(rows, on)
    ranks = RankGrant.objects.filter(officer=OuterRef("officer"), valid_from__lte=on)
    rank = Subquery(ranks.order_by("-valid_from").values("rank__order")[:1])
    found = rows.annotate(rank=rank).order_by("officer__code").values_list(*_COLUMNS)
    return [_serving(row, held, on) for row in found]


def names_of(actor: Actor, officer_ids: Collection[int], on: date) -> dict[int, str]:
    """Full names by officer, of those serving on `on` where the actor may see personal data; others are absent.

    Cost: one statement.
    """
    wanted = set(officer_ids)
    rows = visible(actor, in_force(on), on=on).values_list("officer_id", "officer__full_name")
    # A statement may have only so many parameters; a force is small enough to read whole.
    chosen = rows if len(wanted) > _MANY else rows.filter(officer_id__in=wanted)
    return {officer: name for officer, name in chosen if officer in wanted}


_MANY = 500


def _held(rows: QuerySet[Assignment], on: date) -> dict[int, frozenset[str]]:
    valid = Q(valid_from__lte=on) & (Q(expires_on=None) | Q(expires_on__gt=on))
    found: defaultdict[int, set[str]] = defaultdict(set)
    held = Qualification.objects.filter(valid, officer_id__in=rows.order_by().values("officer_id"))
    for officer, kind in held.order_by().values_list("officer_id", F("kind__code")):
        found[officer].add(kind)
    return {officer: frozenset(kinds) for officer, kinds in found.items()}


def _serving(row: tuple[Any, ...], held: dict[int, frozenset[str]], on: date) -> Serving:
    values = dict(zip(_COLUMNS, row, strict=True))
    official = values["officer__party_official_on"]
    return Serving(
        officer_id=values["officer_id"],
        code=values["officer__code"],
        synthetic=values["officer__synthetic"],
        joined_on=values["officer__joined_on"],
        birth_year=values["officer__birth_year"],
        home_unit_id=values["officer__home_unit_id"],
        party_official=official is not None and official <= on,
        police_unit_id=values["police_unit_id"],
        unit_id=values["police_unit__unit_id"],
        kind=values["police_unit__kind"],
        post=values["post__code"],
        role=values["post__role"],
        since=values["valid_from"],
        term_until=values["term_until"],
        rank=values["rank"],
        held=held.get(values["officer_id"], frozenset()),
    )
