"""Who stands where on a day: the last row of each officer's chain, hung on the tree of that day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from binhyen.engines.people.models import Assignment
from binhyen.engines.people.queries.placing import Places
from binhyen.kernel.memory import once


def in_force(on: date) -> QuerySet[Assignment]:
    """The rows of all officers in service on `on`, at most one each; those whose service ended are absent."""
    later = Assignment.objects.filter(
        officer=OuterRef("officer"), valid_from__lte=on, valid_from__gt=OuterRef("valid_from")
    )
    return Assignment.objects.filter(~Exists(later), valid_from__lte=on, police_unit__isnull=False)


def headcount(on: date, under_id: int | None = None) -> Mapping[int, int]:
    """Officers in service on `on` by the administrative unit their police unit hangs on.

    Shape: unit id → people, units with nobody absent; each unit counts its own police units only
    (departments at the province, not the sum of what lies below). Under a unit merged away, officers
    not yet handed over count at its successor, so nobody is lost between the two dates.
    Cost: one statement and the remembered structure.
    """
    counts = once(("people.headcount", on), lambda: list(_per_unit(in_force(on))))
    return _summed(counts, on, under_id)


def party_official(on: date, under_id: int | None = None) -> Mapping[int, int]:
    """Official Party members in service on `on`, by unit as in `headcount`; probationary ones do not count."""
    members = in_force(on).filter(officer__party_official_on__lte=on)
    counts = once(("people.party", on), lambda: list(_per_unit(members)))
    return _summed(counts, on, under_id)


def certified(on: date, under_id: int | None = None) -> Mapping[int, int]:
    """Officers in service who hold a certificate of a skill valid on `on`, by unit as in `headcount`."""
    held = Q(
        officer__qualifications__kind__kind="skill", officer__qualifications__valid_from__lte=on
    ) & (
        Q(officer__qualifications__expires_on=None) | Q(officer__qualifications__expires_on__gt=on)
    )
    return _summed(_per_unit(in_force(on).filter(held)), on, under_id)


def posts_held(on: date, under_id: int | None = None) -> Mapping[int, Mapping[str, int]]:
    """Officers in service on `on` by unit and post code; posts nobody holds are absent.

    Cost: one statement and the remembered structure.
    """
    return _grouped("post__code", on, under_id)


def roles_held(on: date, under_id: int | None = None) -> Mapping[int, Mapping[str, int]]:
    """Officers in service on `on` by unit and role (chief, deputy, officer)."""
    return _grouped("post__role", on, under_id)


def payroll(on: date, under_id: int | None = None) -> int:
    """All officers in service on `on`, at every level, in the unit and below it."""
    return sum(headcount(on, under_id).values())


def _per_unit(rows: QuerySet[Assignment]) -> Iterable[tuple[int, int]]:
    counted = (
        rows.order_by()
        .values("police_unit__unit_id")
        .annotate(officers=Count("officer", distinct=True))
    )
    return counted.values_list("police_unit__unit_id", "officers")


def _summed(counts: Iterable[tuple[int, int]], on: date, under_id: int | None) -> dict[int, int]:
    places, found = Places(on, under_id), Counter[int]()
    for unit_id, officers in counts:
        place = places.of(unit_id)
        if place is not None:
            found[place] += officers
    return dict(found)


def _grouped(field: str, on: date, under_id: int | None) -> dict[int, dict[str, int]]:
    places: Places = Places(on, under_id)
    found: dict[int, dict[str, int]] = {}
    rows = (
        in_force(on).order_by().values("police_unit__unit_id", field).annotate(officers=Count("id"))
    )
    columns = rows.values_list("police_unit__unit_id", field, "officers")
    for unit_id, group, officers in once(("people.grouped", field, on), lambda: list(columns)):
        place = places.of(unit_id)
        if place is not None:
            held = found.setdefault(place, {})
            held[group] = held.get(group, 0) + officers
    return found
