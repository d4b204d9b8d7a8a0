"""Digests: the lines told to one unit on one day, bundled; no mail a task."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from binhyen.engines.tasks.models import Notice
from binhyen.engines.tasks.types import DigestLine
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel.clock import HANOI


def digest(actor: Actor, unit_id: int, day: date) -> QuerySet[Notice]:
    """The lines told to a unit on a day of Vietnam, kind by kind, the oldest deadline first; empty when none were.

    Raises:
        Refused: the actor may not see tasks there.
    """
    require(actor, "directives.view", unit_id, then=day)
    start = datetime.combine(day, time(), HANOI)
    told = Notice.objects.filter(
        recipient_id=unit_id, at__gte=start, at__lt=start + timedelta(days=1)
    )
    return told.select_related("task__order__clause__directive").order_by(
        "kind", "task__due_on", "pk"
    )


def digest_line(notice: Notice) -> DigestLine:
    """What a line says; asks nothing when the notice came from `digest`."""
    task = notice.task
    return DigestLine(
        notice.kind,
        task.pk,
        task.unit_id,
        task.order.what,
        task.order.clause.directive.symbol,
        task.due_on,
    )


def digest_days(actor: Actor, unit_id: int, on: date, *, most: int = 30) -> list[tuple[date, int]]:
    """The newest days with a digest for a unit and how many lines each has, newest first.

    Raises:
        Refused: the actor may not see tasks there.
    """
    require(actor, "directives.view", unit_id, then=on)
    days = (
        Notice.objects.filter(recipient_id=unit_id)
        .annotate(day=TruncDate("at", tzinfo=HANOI))
        .values_list("day")
        .annotate(lines=Count("id"))
        .order_by("-day")
    )
    return [(day, lines) for day, lines in days[:most]]
