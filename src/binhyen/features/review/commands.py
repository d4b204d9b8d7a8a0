"""The verbs of the review: run one, issue one."""

from __future__ import annotations

from datetime import date
from typing import Any

from binhyen.features.review.models import ReviewRun
from binhyen.features.review.queries.compute import compute
from binhyen.features.review.rules.encoding import digest, document_from, encode, figures_rows
from binhyen.features.review.text.document import draft_report
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock


@command(
    "review.run_review",
    "Lập báo cáo sơ kết",
    needs="review.run",
    scope=lambda arguments: int(arguments["under_id"]),
)
def run_review(actor: Actor, *, under_id: int, start: date, end: date) -> ReviewRun:
    """Compute and draft the review of a unit from one day to another, and keep it.

    Raises:
        Refused: the actor may not review this unit.
        NotFound: the unit was not in force on the last day.
        Invalid: the days are in the wrong order, too far apart or still to come.
    """
    review = compute(actor, under_id, start, end)
    drafted = draft_report(review, clock.today())
    document, figures = encode(drafted.document), figures_rows(drafted.numbers)
    run = ReviewRun.objects.create(
        unit_id=under_id,
        unit_name=review.subject.name,
        start=start,
        end=end,
        subject=drafted.document.subject,
        document=document,
        figures=figures,
        digest=digest(document, figures),
        computed_at=clock.now(),
        computed_by=actor.name[:200],
    )
    note("review.ReviewRun", run.pk, after={"digest": run.digest, "figures": len(figures)})
    return run
