"""Questions of the detector: which are open, which were answered."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

from django.db.models import QuerySet

from binhyen.engines.indicators.api import Series
from binhyen.features.approval.models import Question
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.errors import N_, NotFound


def digest_of(series: Series, row: int, column: int = -1) -> str:
    """A trace of one report's values: equal while no figure changes."""
    return sha256(series.values[row, column].tobytes()).hexdigest()[:16]


def questions_of(actor: Actor, report_ids: Collection[int]) -> list[Question]:
    """Every question about some reports the actor may see, oldest first, with its answer. Cost: one statement."""
    return list(_seen(actor).filter(report_id__in=report_ids).order_by("id"))


def open_questions(actor: Actor, unit_id: int | None = None) -> list[Question]:
    """Questions without an answer in the actor's scope, oldest first; of one unit when named."""
    rows = _seen(actor).filter(answer__isnull=True)
    return list((rows if unit_id is None else rows.filter(unit_id=unit_id)).order_by("id")[:MOST])


def open_questions_of(units: Collection[int]) -> list[Question]:
    """Questions to some units without an answer, oldest first; whoever asks has a role in them."""
    rows = Question.objects.filter(unit_id__in=units, answer__isnull=True).select_related("answer")
    return list(rows.order_by("id")[:MOST])


MOST = 500


def question_of(actor: Actor, question_id: int) -> Question:
    """One question.

    Raises:
        NotFound: no such question, or not for this actor.
    """
    found = _seen(actor).filter(pk=question_id).first()
    if found is None:
        raise NotFound(N_("Không có câu hỏi số {question}."), question=question_id)
    return found


def _seen(actor: Actor) -> QuerySet[Question]:
    return visible(actor, Question.objects.all()).select_related("answer")
