"""Locking a reporting period for a unit and all below it, and opening it again, each with a reason."""

from __future__ import annotations

from binhyen.engines.indicators.commands.holding import hold_alone, period_row
from binhyen.engines.indicators.models import PeriodLock, ReportingPeriod
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.locks import Locks, lock_refusal, locks_of
from binhyen.engines.indicators.reporting_types import PeriodLocked
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor, require
from binhyen.foundation.commands.api import command, emit, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, RuleBroken
from binhyen.kernel.periods import Period
from binhyen.kernel.text import clean_text


@command(
    "indicators.lock_period",
    "Khóa kỳ báo cáo",
    needs="figures.lock",
    scope=lambda kwargs: kwargs["unit_id"],
)
def lock_period(
    actor: Actor, *, definition: str, period: Period, unit_id: int, reason: str
) -> None:
    """Let nobody save, submit, return, approve or import reports of a period at or below a unit any more.

    Waits for the drafts just being saved.

    Raises:
        NotFound: no such report or unit on the period's last day.
        Invalid: no reason, or a period of another calendar.
        RuleBroken: a lock at or above the unit covers it already.
    """
    row, text = _held(definition, period, unit_id, reason)
    locks = locks_of(row)
    act = locks.on(unit_id)
    if act is not None:
        raise lock_refusal(row, locks, act)
    _act(actor, row, period, definition, unit_id, text, locked=True)


@command(
    "indicators.unlock_period",
    "Mở khóa kỳ báo cáo",
    needs="figures.lock",
    scope=lambda kwargs: kwargs["unit_id"],
)
def unlock_period(
    actor: Actor, *, definition: str, period: Period, unit_id: int, reason: str
) -> None:
    """Open a period for a unit and all below it; what a unit above locked is opened by whoever holds the right there.

    Raises:
        Refused: the lock lies upon a unit above, where the actor may not unlock.
        RuleBroken: nothing is locked there.
        Invalid, NotFound: as `lock_period`.
    """
    row, text = _held(definition, period, unit_id, reason)
    locks = locks_of(row)
    act = locks.on(unit_id)
    if act is not None:
        require(actor, "figures.lock", act.unit_id)
    elif not _any_below(locks, unit_id):
        raise RuleBroken(N_("Kỳ {period} chưa khóa ở đơn vị này."), period=str(period))
    _act(actor, row, period, definition, unit_id, text, locked=False)


def _held(
    definition: str, period: Period, unit_id: int, reason: str
) -> tuple[ReportingPeriod, str]:
    text = clean_text(reason, 500, multiline=True)
    if not text:
        raise Invalid(N_("Hãy ghi lý do khóa hoặc mở khóa."))
    form = catalogue().definition(definition)
    if not form.has(period):
        raise Invalid(
            N_("“{period}” không phải kỳ của {report}."), period=str(period), report=form.entry.vi
        )
    structure(period.last_day).get(unit_id)
    return hold_alone(period_row(form, period).pk), text


def _any_below(locks: Locks, unit_id: int) -> bool:
    if locks.tree is None:
        return False
    below = set(locks.tree.subtree(unit_id))
    return any(act.unit_id in below and locks.on(act.unit_id) for act in locks.acts)


def _act(
    actor: Actor,
    row: ReportingPeriod,
    period: Period,
    definition: str,
    unit_id: int,
    reason: str,
    *,
    locked: bool,
) -> None:
    author, at = actor.author, clock.now()
    act = PeriodLock.objects.create(
        period=row,
        unit_id=unit_id,
        locked=locked,
        reason=reason,
        author_kind=author.kind,
        author_id=author.id,
        author_name=author.name[:200],
        at=at,
    )
    note("PeriodLock", act.pk, after={"unit": unit_id, "locked": locked, "reason": reason})
    emit(PeriodLocked(definition, period, unit_id, locked, reason, at, author.name))
