"""Locks of reporting periods: the newest act laid upon a unit or anything above it decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime

from binhyen.engines.indicators.models import PeriodLock, ReportingPeriod
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.reporting_types import Lock
from binhyen.engines.units.api import Structure, carry, structure
from binhyen.kernel.errors import N_, RuleBroken
from binhyen.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Locks:
    """All acts upon one period, oldest first, over the tree of its last day."""

    acts: tuple[PeriodLock, ...]
    tree: Structure | None

    def on(self, unit_id: int) -> PeriodLock | None:
        """The lock in force for a unit; None when it is open."""
        if not self.acts:
            return None
        above = self._at_or_above(unit_id)
        newest = next((act for act in reversed(self.acts) if act.unit_id in above), None)
        return newest if newest is not None and newest.locked else None

    def among(self, unit_ids: Iterable[int]) -> set[int]:
        """Those of the units that are locked."""
        return {unit_id for unit_id in unit_ids if self.on(unit_id)} if self.acts else set()

    def _at_or_above(self, unit_id: int) -> set[int]:
        """A unit that ended within the period is held by the locks of those its figures stand with."""
        tree = self.tree
        if tree is None:
            return {unit_id}
        heirs = (
            [unit_id]
            if unit_id in tree
            else [target.unit_id for target in carry(tree.on).targets(unit_id)]
        )
        found = {unit_id, *heirs}
        for heir in heirs:
            found.update(unit.id for unit in tree.ancestors(heir))
        return found


def locked(definition: str, period: Period, unit_id: int) -> Lock | None:
    """The lock that keeps a unit's report of a period from changing; None when there is none.

    Locks count by the tree of the period's last day. Of all acts laid upon the unit and the units above it the
    newest decides, so one commune may be opened while its province stays locked.

    Raises:
        NotFound: no such report definition.
    """
    row = ReportingPeriod.objects.filter(
        definition_id=catalogue().definition(definition).id, code=period.code
    ).first()
    if row is None:
        return None
    locks = locks_of(row)
    act = locks.on(unit_id)
    return (
        None
        if act is None
        else Lock(act.unit_id, _name_of(locks, act.unit_id), act.reason, act.author_name, act.at)
    )


def locks_of(period: ReportingPeriod) -> Locks:
    """The locks of a stored period. Cost: one statement when there were never any."""
    acts = tuple(PeriodLock.objects.filter(period=period).order_by("id"))
    return Locks(acts, structure(period.end - timedelta(days=1)) if acts else None)


def refuse_locked(period: ReportingPeriod, unit_ids: Collection[int]) -> None:
    """Refuse to write where a lock lies.

    Raises:
        RuleBroken: naming who locked what, when and why.
    """
    locks = locks_of(period)
    for unit_id in unit_ids:
        act = locks.on(unit_id)
        if act is not None:
            raise lock_refusal(period, locks, act)


def lock_refusal(period: ReportingPeriod, locks: Locks, act: PeriodLock) -> RuleBroken:
    """The refusal for a write that meets a lock."""
    return RuleBroken(
        N_(
            "Kỳ {period} đã khóa cho {unit}: {author} khóa lúc {at}, lý do: {reason}. "
            "Cần sửa thì đề nghị người có quyền mở khóa."
        ),
        kind="locked",
        period=period.code,
        unit=_name_of(locks, act.unit_id),
        author=act.author_name,
        at=date_format(localtime(act.at), "H:i d/m/Y"),
        reason=act.reason,
    )


def _name_of(locks: Locks, unit_id: int) -> str:
    if locks.tree is None or unit_id not in locks.tree:
        return str(unit_id)
    return locks.tree.get(unit_id).full_name
