"""What a unit is reminded of, bundled: reports nearly due, overdue, and below it overdue; what has come is left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from binhyen.engines.indicators.api import DefinitionInfo, Timing, punctuality
from binhyen.engines.units.api import Level, StructureUnit
from binhyen.features.approval.models import Question, Reminder
from binhyen.features.approval.queries.catalogue import defaults, definition_of, period_named
from binhyen.features.approval.queries.places import home_units, unit_on
from binhyen.features.approval.queries.questions import open_questions_of
from binhyen.features.approval.types import ReminderKind
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel import clock
from binhyen.kernel.errors import NotFound
from binhyen.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything said to one unit about one report definition and period.

    Attributes:
        kind: the gravest of what was said.
        units: the units still silent that it is about, the recipient itself or units below it.
    """

    recipient: StructureUnit
    form: DefinitionInfo
    period: Period
    kind: ReminderKind
    last: Reminder
    units: tuple[StructureUnit, ...]


GRAVITY = (ReminderKind.BEFORE, ReminderKind.AFTER, ReminderKind.ESCALATED)
MOST = 20_000


def notices(actor: Actor) -> list[Notice]:
    """What the units the actor holds a role in have been reminded of and not done yet, gravest first, by report.

    Cost: two statements, and three for each definition and period named.
    """
    homes = {unit.id for unit in home_units(actor, "figures.view")}
    since = clock.now() - timedelta(days=defaults().reminders.forget_days + 31)
    rows = visible(actor, Reminder.objects.filter(at__gte=since, recipient_id__in=homes))
    bundles: dict[tuple[int, str, str], list[Reminder]] = defaultdict(list)
    for row in rows.order_by("id")[:MOST]:
        bundles[row.recipient_id, row.definition, row.period].append(row)
    found = [_bundled(*bundle, held) for bundle, held in bundles.items()]
    return sorted(
        (notice for notice in found if notice is not None),
        key=lambda one: (-GRAVITY.index(one.kind), one.last.due_at, one.recipient.code),
    )


def own_questions(actor: Actor) -> list[Question]:
    """Questions without an answer to the units the actor holds a role in, oldest first."""
    homes = {unit.id for unit in home_units(actor, "figures.view")}
    return open_questions_of(homes)


def _silent(form: DefinitionInfo, period: Period, under_id: int) -> set[int]:
    """Units at or below a unit whose report has still not come."""
    judged = punctuality(Actor.system(), definition=form.code, periods=[period], under_id=under_id)
    absent = np.isin(judged.timing[:, 0], (Timing.MISSING, Timing.NOT_DUE))
    return {judged.unit_ids[row] for row in np.flatnonzero(absent).tolist()}


def _bundled(recipient: int, code: str, text: str, held: list[Reminder]) -> Notice | None:
    form = definition_of(code)
    period = period_named(form, text)
    silent = _silent(form, period, recipient)
    about = dict.fromkeys(row.unit_id for row in held if row.unit_id in silent)
    if not about:
        return None
    try:
        units = [unit_on(unit_id, period.last_day) for unit_id in about]
        place = unit_on(recipient, clock.today(), period.last_day)
    except NotFound:
        return None
    kind = max((ReminderKind(row.kind) for row in held), key=GRAVITY.index)
    return Notice(place, form, period, kind, held[-1], tuple(units))


def matters_of(actor: Actor, unit_code: str) -> int:
    """How many reminders and questions wait for the commune a reader works in, when a page is about that one.

    Levels above read theirs on the page of notices: counting all below would make every page slow.
    """
    homes = home_units(actor, "figures.enter")
    here = [unit for unit in homes if unit.level == Level.COMMUNE and unit.code == unit_code]
    return len(notices(actor)) + len(own_questions(actor)) if here and not actor.unlimited else 0
