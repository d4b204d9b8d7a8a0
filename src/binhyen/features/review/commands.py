"""The verbs of the review: run one, issue one."""

from __future__ import annotations

from datetime import date

from binhyen.engines.documents.api import Drafting, issue
from binhyen.features.review.models import ReviewRun
from binhyen.features.review.queries.compute import compute
from binhyen.features.review.queries.runs import run_of
from binhyen.features.review.rules.encoding import digest, document_from, encode, figures_rows
from binhyen.features.review.text.document import draft_report
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import installation
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict

TEMPLATE = "review"


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
    drafted = draft_report(review, _dated(end))
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


@command("review.issue_review", "Phát hành báo cáo sơ kết", needs="documents.issue", scope=ANYWHERE)
def issue_review(actor: Actor, *, run_id: int) -> ReviewRun:
    """Give the report of a run the next number of its agency and freeze both.

    Raises:
        NotFound: no such run, or not for this actor.
        Refused: the actor may not issue documents for this unit.
        Conflict: it was issued already, or its stored content was altered.
    """
    run = run_of(actor, run_id)
    if run.is_issued:
        raise Conflict(
            N_("Báo cáo này đã phát hành, số {symbol}."),
            symbol=run.issued.symbol if run.issued else "",
        )
    if not run.is_intact:
        raise Conflict(
            N_("Nội dung báo cáo đã bị sửa sau khi lập: hãy lập lần sơ kết mới."),
            code="review-altered",
        )
    drafting = Drafting(
        TEMPLATE, {"review_run": run.pk, "sha256": run.digest, "figures": run.figures}
    )
    issued = issue(
        actor, unit_id=run.unit_id, document=document_from(run.document), drafting=drafting
    )
    run.issued = issued
    run.save(update_fields=["issued"])
    note("review.ReviewRun", run.pk, before={"issued": None}, after={"issued": issued.symbol})
    return run


def _dated(end: date) -> date:
    """The day printed on the draft: today, or in a demonstration the day it is told on."""
    told_on = installation().focus_on
    return told_on if told_on is not None and told_on >= end else clock.today()
