"""Rounds of reminders: run as often as one likes, each reminder is made once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from binhyen.engines.indicators.api import DefinitionInfo, Punctuality, Timing, dues, punctuality
from binhyen.engines.units.api import structure
from binhyen.features.approval.models import Reminder
from binhyen.features.approval.queries.catalogue import defaults, definitions, periods_until
from binhyen.features.approval.rules.reminding import Step, steps
from binhyen.features.approval.types import Reminded, ReminderKind
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import Invalid
from binhyen.kernel.periods import Period

PERIODS_OF_KIND = {"day": 7, "month": 4, "quarter": 3, "half": 2, "year": 2}
"""How many periods back may still have a deadline worth a reminder; a campaign's days are urged for a week only."""


@command("approval.remind", "Nhắc hạn báo cáo", needs="jobs.manage")
def remind(actor: Actor) -> Reminded:
    """Remind every unit whose report is nearly due or overdue, and the level above of what stays overdue.

    Run twice, or by two at once, it makes no reminder twice. Reports whose deadline cannot be worked out, because a
    year's holidays are not known, are named and left out.

    Cost: two statements a report definition and period, all units together.
    """
    today = clock.today()
    made = known = 0
    skipped = []
    for form in definitions():
        for period in _candidates(form, today):
            try:
                called = _called_for(form, period, today)
            except Invalid:
                skipped.append(f"{form.code} {period}")
                continue
            if called:
                new, old = _remind(actor, form, period, called)
                made, known = made + new, known + old
    note("Reminder", today.isoformat(), after={"made": made, "known": known})
    return Reminded(made, known, tuple(skipped))


def _candidates(form: DefinitionInfo, today: date) -> list[Period]:
    count = PERIODS_OF_KIND.get(form.entry.kind, 0)
    if not count:
        return []
    first = today - timedelta(days=defaults().reminders.forget_days)
    return [
        period
        for period in periods_until(form, today, count)
        if period.last_day >= first - timedelta(days=31)
    ]


def _called_for(form: DefinitionInfo, period: Period, today: date) -> list[Step]:
    found = dues(form.code, period)
    return steps(found[0].at.date(), today, defaults().reminders) if found else []


def _remind(
    actor: Actor, form: DefinitionInfo, period: Period, called: list[Step]
) -> tuple[int, int]:
    root = structure(period.last_day).root.id
    judged = punctuality(actor, definition=form.code, periods=[period], under_id=root)
    held = set(
        Reminder.objects.filter(definition=form.code, period=str(period)).values_list(
            "recipient_id", "unit_id", "kind", "days"
        )
    )
    wanted = list(_wanted(judged, period, called))
    new = [
        one
        for one in wanted
        if (one.recipient_id, one.unit_id, str(one.kind), one.days) not in held
    ]
    Reminder.objects.bulk_create(new, ignore_conflicts=True, batch_size=1000)
    return len(new), len(wanted) - len(new)


def _wanted(judged: Punctuality, period: Period, called: list[Step]) -> Iterator[Reminder]:
    due, now = judged.dues[0], clock.now()
    if due is None:
        return
    absent = np.isin(judged.timing[:, 0], (Timing.MISSING, Timing.NOT_DUE))
    for row in np.flatnonzero(absent).tolist():
        unit_id = judged.unit_ids[row]
        for kind, days in called:
            recipient = unit_id
            if kind is ReminderKind.ESCALATED:
                recipient = int(judged.above[due.level][row, 0]) or unit_id
            yield Reminder(
                recipient_id=recipient,
                unit_id=unit_id,
                definition=judged.definition,
                period=str(period),
                kind=kind,
                days=days,
                due_at=due.at,
                at=now,
            )
