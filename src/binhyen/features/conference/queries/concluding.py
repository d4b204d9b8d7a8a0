"""Conclusions and what became of them: whom they reach, the notice and its deadline, tasks by state, measured figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from binhyen.engines.indicators.api import work_calendar
from binhyen.engines.tasks.api import BoardQuery, BoardRow, Recipients, TaskOrder, board
from binhyen.engines.tasks.api import recipients as reached_by
from binhyen.engines.units.api import StructureUnit, structure
from binhyen.features.conference.entries_minutes import MinutesDefaults
from binhyen.features.conference.models import AgendaItem, Conclusion, ConclusionNotice, Conference
from binhyen.features.conference.queries.measuring import ThenAndNow, then_and_now
from binhyen.features.conference.queries.minutes import minuting
from binhyen.features.conference.rules.concluding import CLEARS, notice_due, unclear
from binhyen.features.conference.types import Stage
from binhyen.foundation.access.api import Actor, allows, visible_ids
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, NotFound, RowProblem
from binhyen.kernel.yamlfile import load_entry


@dataclass(frozen=True, slots=True)
class Preview:
    """A conclusion before it is given: the units it would reach today and what is still unclear."""

    conclusion: Conclusion
    place: int
    units: tuple[StructureUnit, ...]
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class NoticeState:
    """Where the conclusion notice of a conference stands; `due_on` None while the conference has not closed.

    Attributes:
        working_days_left: until the deadline; negative when it has passed; None once issued or without a deadline.
    """

    conference: Conference
    due_on: date | None
    issued: ConclusionNotice | None
    working_days_left: int | None

    @property
    def is_late(self) -> bool:
        """Issued after its deadline, or not issued and the deadline gone."""
        if self.due_on is None:
            return False
        if self.issued is not None:
            return self.issued.issued_on > self.due_on
        return self.working_days_left is not None and self.working_days_left < 0


@dataclass(frozen=True, slots=True)
class Measured:
    """What a conclusion's target gave when it was last measured: units that met it, missed it, or could not be told."""

    on: date
    met: int
    missed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Followed:
    """A conclusion with its tasks by state on a day; `row` None when it gave no task, or none within the reader's scope."""

    conclusion: Conclusion
    place: int
    row: BoardRow | None
    measured: Measured | None = None
    figure: ThenAndNow | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of a conference's conclusions.

    Attributes:
        under: the unit whose tasks, and those below it, are counted for this reader.
        kept_rate: done among tasks that fell due over all conclusions, 0–1; None when none fell due.
    """

    conference: Conference
    on: date
    under: StructureUnit
    rows: tuple[Followed, ...]
    kept_rate: float | None


def conclusions_of(actor: Actor, conference_id: int) -> QuerySet[Conclusion]:
    """The conclusions in the order of the notice.

    Raises:
        NotFound: no such conference, or not for this actor.
    """
    conference = minuting(actor, conference_id)
    return Conclusion.objects.filter(conference=conference).select_related("item")


def agenda_items(conference: Conference) -> QuerySet[AgendaItem]:
    """The agenda in order, for a conclusion to name the item it closes."""
    return AgendaItem.objects.filter(conference=conference)


def agenda_item(conference: Conference, item_id: int) -> AgendaItem:
    """One item of the agenda.

    Raises:
        NotFound: not an item of this conference.
    """
    found = agenda_items(conference).filter(pk=item_id).first()
    if found is None:
        raise NotFound(N_("Chương trình không có mục số {id}."), id=item_id)
    return found


def conclusion_of(actor: Actor, conclusion_id: int) -> Conclusion:
    """One conclusion.

    Raises:
        NotFound: no such conclusion, or not for this actor.
    """
    found = Conclusion.objects.select_related("conference").filter(pk=conclusion_id).first()
    if found is None:
        raise NotFound(N_("Không có kết luận số {id}."), id=conclusion_id)
    minuting(actor, found.conference_id)
    return found


def preview_conclusions(
    actor: Actor, conference_id: int, conclusion_ids: Iterable[int]
) -> tuple[Preview, ...]:
    """The chosen conclusions with the units each would reach if it were given today; nothing is written."""
    conference = minuting(actor, conference_id)
    wanted = set(conclusion_ids)
    found = []
    for place, one in enumerate(Conclusion.objects.filter(conference=conference), 1):
        if one.pk in wanted:
            found.append(_preview(conference, one, place))
    return tuple(found)


def units_given(conclusions: Iterable[Conclusion]) -> dict[int, int]:
    """How many units got each order that the conclusions gave."""
    ids = [one.order_id for one in conclusions if one.order_id]
    orders = TaskOrder.objects.filter(pk__in=ids).values_list("pk", "who")
    return {pk: int(who.get("units", 0)) for pk, who in orders}


def reach(conference: Conference, conclusion: Conclusion, on: date) -> tuple[StructureUnit, ...]:
    """The units a conclusion would be given to on a day.

    Raises:
        NotFound, RuleBroken, Invalid: as `engines.tasks` refuses recipients.
    """
    return reached_by(recipients_of(conclusion.who), conference.unit_id, on, cascade=False)


def recipients_of(who: Mapping[str, Any]) -> Recipients:
    """A conclusion's `who` as the tasks engine reads it."""
    return Recipients(
        types=tuple(who.get("types", ())),
        levels=tuple(who.get("levels", ())),
        under_id=who.get("under_id"),
        unit_ids=tuple(who.get("unit_ids", ())),
    )


def clears_of(conclusion: Conclusion) -> dict[str, Any]:
    """The five clears of a conclusion as it stands."""
    return {name: getattr(conclusion, name) for name in CLEARS}


def notice_state(conference: Conference, on: date | None = None) -> NoticeState:
    """The notice and its deadline on a day (today without one); the deadline runs from the day the sitting ended."""
    day = on or clock.today()
    issued = ConclusionNotice.objects.filter(conference=conference).first()
    closed_on = _closed_on(conference)
    if closed_on is None:
        return NoticeState(conference, issued.due_on if issued else None, issued, None)
    calendar = work_calendar()
    due = notice_due(closed_on, minutes_defaults().notice_working_days, calendar)
    left = None if issued else calendar.working_days_between(day, due)
    return NoticeState(conference, due, issued, left)


def waiting_notices(actor: Actor, on: date | None = None) -> tuple[NoticeState, ...]:
    """Conferences whose notice is late or nearly due and which this actor may conclude, the most urgent first."""
    day = on or clock.today()
    waiting = Conference.objects.filter(stage=Stage.CLOSED, notice=None).select_related("sitting")
    ids = visible_ids(actor, "conference.conclude")
    if ids is not None:
        waiting = waiting.filter(unit_id__in=ids)
    near = minutes_defaults().remind_working_days
    states = [notice_state(one, day) for one in waiting]
    pressing = [
        one for one in states if one.working_days_left is not None and one.working_days_left <= near
    ]
    return tuple(sorted(pressing, key=lambda one: one.working_days_left or 0))


def follow_up(actor: Actor, conference_id: int, on: date | None = None) -> FollowUp:
    """What became of a conference's conclusions, counted at and below the part of the host's area the actor may see.

    Time: `on` is the day states are told for, today without one.
    Cost: the statements of one board, and two for each conclusion with a target.
    """
    conference = minuting(actor, conference_id)
    day = on or clock.today()
    under = _counted_under(actor, conference, day)
    conclusions = tuple(Conclusion.objects.filter(conference=conference))
    rows: dict[int, BoardRow] = {}
    if under is not None and any(one.order_id for one in conclusions):
        counted = board(actor, BoardQuery(under.id, day, "order"))
        rows = {row.ref: row for row in counted.rows}
    measured = _measured([one.order_id for one in conclusions if one.order_id], day)
    followed = tuple(
        Followed(
            one,
            place,
            rows.get(one.order_id or 0),
            measured.get(one.order_id or 0),
            then_and_now(conference, one, day) if under is not None else None,
        )
        for place, one in enumerate(conclusions, 1)
    )
    due = sum(one.row.fell_due for one in followed if one.row)
    done = sum(one.row.done_of_due for one in followed if one.row)
    tree = structure(day)
    return FollowUp(conference, day, under or tree.root, followed, done / due if due else None)


def minutes_defaults() -> MinutesDefaults:
    """What `minutes.yaml` of the installation's catalogue says.

    Raises:
        Invalid: the file breaks its shape; the rows name file and line.
    """
    return _defaults(Path(settings.BINHYEN_CATALOGUE))


def _preview(conference: Conference, one: Conclusion, place: int) -> Preview:
    units: tuple[StructureUnit, ...] = ()
    if one.order_id is not None:
        return Preview(one, place, units, ())
    problems = list(unclear(place, clears_of(one)))
    if one.who:
        try:
            units = reach(conference, one, clock.today())
        except DomainError as refusal:
            problems.append(RowProblem(place, "who", "", str(refusal)))
    return Preview(one, place, units, tuple(problems))


def _measured(order_ids: Sequence[int], on: date) -> dict[int, Measured]:
    """The newest measurement of each order by a day; one statement."""
    orders = TaskOrder.objects.filter(pk__in=order_ids, measurements__on__lte=on).order_by(
        "measurements__on", "measurements__id"
    )
    return {
        pk: Measured(day, met, missed, unknown)
        for pk, day, met, missed, unknown in orders.values_list(
            "pk",
            "measurements__on",
            "measurements__met",
            "measurements__missed",
            "measurements__unknown",
        )
    }


def _closed_on(conference: Conference) -> date | None:
    sitting = getattr(conference, "sitting", None)
    if sitting is None or sitting.ended_at is None:
        return None
    ended: date = sitting.ended_at.astimezone(clock.HANOI).date()
    return ended


def _counted_under(actor: Actor, conference: Conference, on: date) -> StructureUnit | None:
    """The host where the actor may see its tasks, else the highest unit of the actor's own scope below the host."""
    tree = structure(on)
    if conference.unit_id in tree and allows(actor, "directives.view", conference.unit_id, on=on):
        return tree.get(conference.unit_id)
    held: Sequence[int] = [
        scope for scope in actor.scopes("directives.view") if scope is not None and scope in tree
    ]
    units = sorted((tree.get(scope) for scope in held), key=lambda unit: (unit.level, unit.code))
    return units[0] if units else None


@cache
def _defaults(catalogue: Path) -> MinutesDefaults:
    return load_entry(catalogue / "minutes.yaml", MinutesDefaults)
