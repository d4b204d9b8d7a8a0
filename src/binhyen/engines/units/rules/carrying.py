"""Carrying a unit to another day: to what took it over, or back to what it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from binhyen.engines.units.types import Target
from binhyen.kernel.text import fold

# What goes on as itself, though under a new identity, is the first to be asked about the past.
SAME_UNIT = ("continue", "rename")


@dataclass(frozen=True, slots=True)
class Life:
    """A unit's first day and the first day it is no more; the names it bore first and last; its first parent."""

    id: int
    key: str
    level: int
    start: date
    end: date | None
    first_name: str
    last_name: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """A succession, by ids."""

    predecessor: int
    successor: int
    on: date
    kind: str
    share: Decimal | None
    is_main: bool


@dataclass(frozen=True, slots=True)
class Histories:
    """The lives of all units, and the steps out of and into each."""

    lives: dict[int, Life]
    out: dict[int, list[Step]]
    into: dict[int, list[Step]]


Shares = dict[int, tuple[Fraction, bool]]


def targets_on(
    unit_id: int, to_on: date, histories: Histories, known: dict[int, tuple[Target, ...]]
) -> tuple[Target, ...]:
    """The units in force on `to_on` that stand for the unit; their shares sum to exactly 1.

    Args:
        known: results for this day so far; filled in.

    Reading: a unit begun later stands in one predecessor, since the law names no shares backwards. One that
    was set up out of nothing stands in the unit above it.
    """
    if unit_id not in known:
        life = histories.lives[unit_id]
        if life.end is not None and life.end <= to_on:
            parts = _heirs([step for step in histories.out[unit_id] if step.on == life.end])
        elif life.start > to_on:
            parts = _origin(life, histories)
        else:
            parts = {}
        known[unit_id] = (
            _gathered(parts, to_on, histories, known)
            if parts
            else (Target(unit_id, Fraction(1), estimated=False),)
        )
    return known[unit_id]


def _heirs(steps: Sequence[Step]) -> Shares:
    if any(step.share is None for step in steps):
        main = next(step for step in steps if step.is_main)
        return {main.successor: (Fraction(1), True)}
    divided = len(steps) > 1
    return {step.successor: (Fraction(step.share or 0), divided) for step in steps if step.share}


def _origin(life: Life, histories: Histories) -> Shares:
    steps = [step for step in histories.into.get(life.id, ()) if step.on == life.start]
    peers = [
        step for step in steps if histories.lives[step.predecessor].level == life.level
    ] or steps
    if not peers:
        return {} if life.parent_id is None else {life.parent_id: (Fraction(1), True)}
    first = min(peers, key=lambda step: _preference(step, life, histories))
    return {first.predecessor: (Fraction(1), len(peers) > 1)}


def _preference(step: Step, life: Life, histories: Histories) -> tuple[bool, bool, bool, str]:
    old = histories.lives[step.predecessor]
    return (
        step.kind not in SAME_UNIT,
        fold(old.last_name) != fold(life.first_name),
        not step.is_main,
        old.key,
    )


def _gathered(
    parts: Shares, to_on: date, histories: Histories, known: dict[int, tuple[Target, ...]]
) -> tuple[Target, ...]:
    total: Shares = {}
    for next_id, (share, estimated) in parts.items():
        for target in targets_on(next_id, to_on, histories, known):
            before, doubtful = total.get(target.unit_id, (Fraction(0), False))
            total[target.unit_id] = (
                before + share * target.share,
                doubtful or estimated or target.estimated,
            )
    return tuple(
        Target(unit_id, share, estimated) for unit_id, (share, estimated) in sorted(total.items())
    )
