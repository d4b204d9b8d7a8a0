"""The history of exchange, as far as the reader may see it."""

from __future__ import annotations

from django.db.models import QuerySet

from binhyen.features.interchange.models import ImportRun
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.errors import N_, NotFound


def runs(actor: Actor) -> QuerySet[ImportRun]:
    """Newest first: one's own, or all for those who exchange for the whole country."""
    rows = visible(actor, ImportRun.objects.all())
    if actor.unlimited or None in actor.scopes("figures.exchange"):
        return rows
    return rows.filter(author_kind=actor.author.kind, author_id=actor.author.id)


def run_of(actor: Actor, run_id: int) -> ImportRun:
    """One run.

    Raises:
        NotFound: none such, or not for this reader.
    """
    found = runs(actor).filter(pk=run_id).first()
    if found is None:
        raise NotFound(N_("Không có lần nạp số {run}."), run=run_id)
    return found
