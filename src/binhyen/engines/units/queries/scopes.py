"""Units as the tree of scopes: a role held in a unit covers everything below it on the day asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from binhyen.engines.units.models import Succession, UnitPath
from binhyen.engines.units.types import Level


class UnitScopeTree:
    """Answers access from the derived paths; the ids of scopes are the ids of units."""

    def descendants(self, scope_ids: Collection[int], on: date) -> QuerySet[UnitPath, int]:
        """Ids of the scopes and all units below them on `on`, for use in `__in`."""
        return (
            paths_on(on).filter(ancestor_id__in=scope_ids).values_list("descendant_id", flat=True)
        )

    def covers(self, scope_id: int, unit_id: int, on: date) -> bool:
        """Whether the unit lies in the scope on `on`; a unit not in force that day lies nowhere."""
        return paths_on(on).filter(ancestor_id=scope_id, descendant_id=unit_id).exists()

    def followed(self, scope_ids: Collection[int], on: date) -> set[int]:
        """Provinces and districts ended by `on` that became, step by step, one of the scopes.

        Never downwards: a commune that a district became does not answer for the district's other communes.
        """
        gone = exists_on(on)
        found: set[int] = set()
        frontier = set(scope_ids)
        while frontier:
            rows = Succession.objects.filter(
                successor_id__in=frontier,
                on__lte=on,
                predecessor__level__lt=Level.COMMUNE,
                successor__level__lte=F("predecessor__level"),
            ).filter(~gone)
            frontier = set(rows.values_list("predecessor_id", flat=True)) - found - set(scope_ids)
            found |= frontier
        return found

    def stood_under(self, scope_ids: Collection[int], unit: str, end: str) -> Q:
        """The condition on rows; the paths are looked up by descendant, row by row."""
        then = UnitPath.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=OuterRef(end)),
            valid_from__lt=OuterRef(end),
            descendant_id=OuterRef(unit),
            ancestor_id__in=scope_ids,
        )
        return Q(Exists(then))


def exists_on(on: date) -> Exists:
    """Whether a succession's predecessor is still there on `on`."""
    return Exists(paths_on(on).filter(descendant_id=OuterRef("predecessor_id"), depth=0))


def paths_on(on: date) -> QuerySet[UnitPath]:
    """The derived paths in force on `on`."""
    return UnitPath.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
