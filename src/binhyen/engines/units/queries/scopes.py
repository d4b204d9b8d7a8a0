"""Units as the tree of scopes: a role held in a unit covers everything below it on the day asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from binhyen.engines.units.models import UnitPath


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


def paths_on(on: date) -> QuerySet[UnitPath]:
    """The derived paths in force on `on`."""
    return UnitPath.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
