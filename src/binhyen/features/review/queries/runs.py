"""Stored reviews, narrowed to what an actor may see."""

from __future__ import annotations

from django.db.models import QuerySet

from binhyen.features.review.models import ReviewRun
from binhyen.features.review.queries.compute import compute
from binhyen.features.review.rules.differing import Difference, changed_figures
from binhyen.features.review.rules.encoding import figures_rows
from binhyen.features.review.text.document import draft_report
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.errors import N_, NotFound


def runs(actor: Actor) -> QuerySet[ReviewRun]:
    """Reviews the actor may see, newest first, without their long content."""
    return visible(actor, ReviewRun.objects.defer("document", "figures")).select_related("issued")


def run_of(actor: Actor, run_id: int) -> ReviewRun:
    """One review with its content.

    Raises:
        NotFound: no such review, or not for this actor.
    """
    found = visible(actor, ReviewRun.objects.select_related("issued")).filter(pk=run_id).first()
    if found is None:
        raise NotFound(N_("Không có lần sơ kết số {id} trong phạm vi của bạn."), id=run_id)
    return found


def differences(actor: Actor, run: ReviewRun) -> list[Difference]:
    """Compute the review again and list the figures that would be printed differently; the run stays as it is.

    Raises:
        Refused: the actor may not review this unit.
    """
    fresh = compute(actor, run.unit_id, run.start, run.end)
    drafted = draft_report(fresh, run.end)
    return changed_figures(run.figures, figures_rows(drafted.numbers))
