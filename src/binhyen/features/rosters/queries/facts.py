"""What a roster must mind, as the solver's values and as lists for those who manage rosters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from binhyen.features.rosters import models
from binhyen.foundation.access.api import Actor, visible
from binhyen.solver.rosters.api import Absence, Relief, Wish


@dataclass(frozen=True, slots=True)
class Minded:
    """Facts about some officers in some days; the roster never learns the reasons."""

    absences: tuple[Absence, ...]
    reliefs: tuple[Relief, ...]
    couples: tuple[tuple[str, str], ...]
    stands_in: dict[str, frozenset[str]]
    wishes: tuple[Wish, ...]


def mind(codes: Collection[str], first: date, last: date) -> Minded:
    """Everything in force about these officers between two days, both inclusive. Five statements."""
    span = {
        "ended_at": None,
        "officer__code__in": codes,
        "first_day__lte": last,
        "last_day__gte": first,
    }
    columns = ("officer__code", "first_day", "last_day")
    stands_in: dict[str, set[str]] = defaultdict(set)
    for code, kind in models.Authorisation.objects.filter(**span).values_list(
        "officer__code", "kind"
    ):
        stands_in[code].add(kind)
    couples = models.Couple.objects.filter(
        ended_at=None, one__code__in=codes, other__code__in=codes
    ).values_list("one__code", "other__code")
    wishes = models.Wish.objects.filter(
        ended_at=None, officer__code__in=codes, on__gte=first, on__lte=last
    ).values_list("officer__code", "on", "wanted")
    return Minded(
        tuple(Absence(*row) for row in models.Absence.objects.filter(**span).values_list(*columns)),
        tuple(Relief(*row) for row in models.Relief.objects.filter(**span).values_list(*columns)),
        tuple(couples),
        {code: frozenset(kinds) for code, kinds in stands_in.items()},
        tuple(Wish(*row) for row in wishes),
    )


def facts_of(actor: Actor, unit_id: int) -> dict[str, QuerySet[Any]]:
    """The lists of a station that still hold, for whoever manages its rosters (empty for all others)."""
    place = {"police_unit__unit_id": unit_id}
    spans = (models.Absence, models.Relief, models.Authorisation, models.Wish)
    found: dict[str, QuerySet[Any]] = {
        model._meta.model_name or "": visible(  # noqa: SLF001 - its public name
            actor, model.objects.filter(**place, ended_at=None).select_related("officer")
        )
        for model in spans
    }
    couples = models.Couple.objects.filter(**place, ended_at=None).select_related("one", "other")
    accounts = models.DutyAccount.objects.filter(**place).select_related("account", "officer")
    return {**found, "couple": visible(actor, couples), "dutyaccount": visible(actor, accounts)}
