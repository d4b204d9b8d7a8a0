"""The map that carries every unit into the structure of one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from binhyen.engines.units.models import Succession, UnitVersion
from binhyen.engines.units.queries.structures import current_revision
from binhyen.engines.units.rules.carrying import Histories, Life, Step, targets_on
from binhyen.engines.units.types import MILLION, Target
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.numbers import format_date


@dataclass(frozen=True, slots=True)
class CarryMap:
    """From any unit of any time to the units in force on `to_on`."""

    to_on: date
    histories: Histories = field(repr=False)
    known: dict[int, tuple[Target, ...]] = field(default_factory=dict, repr=False)

    def targets(self, unit_id: int) -> tuple[Target, ...]:
        """The units standing for the unit on `to_on`, by id; their shares sum to exactly 1.

        The unit itself, not estimated, when it is in force that day. Divide values with `apportion`.

        Raises:
            NotFound: no such unit.
        """
        if unit_id not in self.histories.lives:
            raise NotFound(N_("Không có đơn vị số {unit_id}."), unit_id=unit_id)
        return targets_on(unit_id, self.to_on, self.histories, self.known)

    def __iter__(self) -> Iterator[int]:
        """The ids of all units of all times."""
        return iter(self.histories.lives)


def carry(to_on: date) -> CarryMap:
    """The map into the structure of `to_on`. Cost: one statement when remembered, three when not.

    Raises:
        NotFound: no unit is known on or before that day.
    """
    revision, since = current_revision(to_on)
    if since is None:
        raise NotFound(
            N_("Không có đơn vị hành chính nào cho ngày {on}. Hãy chọn ngày muộn hơn."),
            on=format_date(to_on),
        )
    return _map(revision, since, to_on)


@lru_cache(maxsize=128)
def _map(revision: str, since: date, to_on: date) -> CarryMap:
    # All days since the same change share their answers.
    return CarryMap(to_on, _histories(revision), _answers(revision, since))


@lru_cache(maxsize=32)
def _answers(revision: str, since: date) -> dict[int, tuple[Target, ...]]:
    return {}


@lru_cache(maxsize=2)
def _histories(revision: str) -> Histories:
    """Read once per state of the units; the revision is the whole key."""
    out: dict[int, list[Step]] = {}
    into: dict[int, list[Step]] = {}
    columns = ("predecessor_id", "successor_id", "on", "kind", "share_millionths", "is_main")
    for old, new, on, kind, millionths, is_main in Succession.objects.values_list(*columns):
        share = None if millionths is None else Decimal(millionths) / MILLION
        step = Step(old, new, on, kind, share, is_main)
        out.setdefault(old, []).append(step)
        into.setdefault(new, []).append(step)
    return Histories(_lives(), out, into)


def _lives() -> dict[int, Life]:
    columns = ("unit_id", "unit__key", "unit__level", "valid_from", "ended", "name", "parent_id")
    lives: dict[int, Life] = {}
    for unit_id, key, level, valid_from, ended, name, parent_id in UnitVersion.objects.order_by(
        "unit_id", "valid_from"
    ).values_list(*columns):
        before = lives.get(unit_id)
        if before is None:
            lives[unit_id] = Life(unit_id, key, level, valid_from, None, name, name, parent_id)
        elif ended:
            lives[unit_id] = replace(before, end=valid_from)
        else:
            lives[unit_id] = replace(before, last_name=name)
    return lives
