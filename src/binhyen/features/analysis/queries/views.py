"""Views kept under a name: one's own, and those shared with one's unit from the same unit or above."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse

from binhyen.engines.units.api import structure
from binhyen.features.analysis.models import SavedView, StartView
from binhyen.features.analysis.queries.places import VIEW, today
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, NotFound


def saved_views(actor: Actor) -> list[SavedView]:
    """The views an actor may open, their own first, by name."""
    rows = _open_to(actor).select_related("owner")
    return sorted(rows, key=lambda row: (row.owner_id != actor.id, row.name.casefold(), row.pk))


def saved_view(actor: Actor, view_id: int) -> SavedView:
    """A view an actor may open.

    Raises:
        NotFound: no such view, or it is another's and not shared with the actor's unit.
    """
    row = _open_to(actor).filter(pk=view_id).select_related("owner").first()
    if row is None:
        raise NotFound(N_("Không có bảng phân tích này trong những bảng của bạn."))
    return row


def start_view(actor: Actor) -> SavedView | None:
    """The view an actor starts from, as long as they may still open it."""
    if actor.id is None or actor.kind != "person":
        return None
    chosen = StartView.objects.filter(owner_id=actor.id).values_list("view_id", flat=True).first()
    return None if chosen is None else _open_to(actor).filter(pk=chosen).first()


def _open_to(actor: Actor) -> QuerySet[SavedView]:
    if actor.unlimited:
        return SavedView.objects.all()
    own = Q(owner_id=actor.id) if actor.id is not None else Q(pk__in=[])
    return SavedView.objects.filter(own | Q(is_shared=True, unit_id__in=_units_above(actor)))


def _units_above(actor: Actor) -> set[int]:
    """The units of the actor's roles and every unit above one of them, today and on the day of a demonstration."""
    scopes = actor.scopes(VIEW)
    found = {scope for scope in scopes if scope is not None}
    for on in {clock.today(), today()}:
        tree = structure(on)
        found |= {one.id for scope in found & set(tree.units) for one in tree.ancestors(scope)}
        # A role everywhere stands at the root, so it reads what the country's office shares.
        if None in scopes:
            found.add(tree.root.id)
    return found


def start_address(actor: Actor) -> str:
    """The address of the view an actor starts from; empty when they chose none."""
    view = start_view(actor)
    return "" if view is None else reverse("analysis:view", args=[view.pk])
