"""What a set of changed reports does to the totals above them: exact differences, each ancestor met once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from binhyen.engines.indicators.rules.values import Values
from binhyen.engines.units.api import Structure, apportion

Targets = Callable[[int], Sequence[tuple[int, Fraction]]]
"""Where the parts of a unit that ended within the period lie on its last day."""


@dataclass(slots=True)
class Delta:
    """Differences for one ancestor, by value key; `guests` as in `RollUp`."""

    sums: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    reports: int = 0
    guests: int = 0

    def add(self, key: str, amount: int, count: int) -> None:
        self.sums[key] = self.sums.get(key, 0) + amount
        self.counts[key] = self.counts.get(key, 0) + count

    def absorb(self, other: Delta) -> None:
        for key, amount in other.sums.items():
            self.add(key, amount, other.counts[key])
        self.reports += other.reports
        self.guests += other.guests


@dataclass(slots=True)
class Deltas:
    """Gathers changes of reports of one period and gives the differences per ancestor.

    Changes are added up at the unit's parent first and carried upwards once at the end, so that a
    bulk import costs one step per value and not one per value and ancestor.
    """

    tree: Structure
    targets: Targets
    at_parent: dict[int, Delta] = field(default_factory=dict)
    direct: dict[int, Delta] = field(default_factory=dict)

    def change(self, unit_id: int, old: Values | None, new: Values | None) -> None:
        """A report's approved values went from `old` to `new`; None is no approved report."""
        if unit_id in self.tree:
            self._change_within(unit_id, old, new)
        else:
            self._change_guest(unit_id, old, new)

    def add_sums(
        self, sums: Iterable[tuple[int, str, int, int]], reports: Mapping[int, int]
    ) -> None:
        """New reports already added up: (parent, key, sum, count) of their values, and how many lie at each parent."""
        for parent_id, key, amount, count in sums:
            self.at_parent.setdefault(parent_id, Delta()).add(key, int(amount), count)
        for parent_id, count in reports.items():
            self.at_parent.setdefault(parent_id, Delta()).reports += count

    def totals(self) -> dict[int, Delta]:
        """The differences by ancestor, with everything carried up to the country."""
        found = {unit_id: Delta() for unit_id in self.direct}
        for unit_id, delta in self.direct.items():
            found[unit_id].absorb(delta)
        waiting = dict(self.at_parent)
        for level in (2, 1, 0):
            for unit_id in [i for i in waiting if self.tree.units[i].level == level]:
                delta = waiting.pop(unit_id)
                found.setdefault(unit_id, Delta()).absorb(delta)
                parent_id = self.tree.units[unit_id].parent_id
                if parent_id is not None:
                    waiting.setdefault(parent_id, Delta()).absorb(delta)
        return found

    def _change_within(self, unit_id: int, old: Values | None, new: Values | None) -> None:
        parent_id = self.tree.units[unit_id].parent_id
        if parent_id is None:
            return
        delta = self.at_parent.setdefault(parent_id, Delta())
        _add_difference(delta, old, new)
        delta.reports += (new is not None) - (old is not None)

    def _change_guest(self, unit_id: int, old: Values | None, new: Values | None) -> None:
        targets = self.targets(unit_id)
        above = {target: self.tree.ancestors(target) for target, _ in targets}
        shares = [share for _, share in targets]
        old_parts, new_parts = _parts(old, shares), _parts(new, shares)
        for position, (target, _) in enumerate(targets):
            for ancestor in above[target]:
                delta = self.direct.setdefault(ancestor.id, Delta())
                for key in {*(old or {}), *(new or {})}:
                    amount = _part(new_parts, key, position) - _part(old_parts, key, position)
                    delta.add(key, amount, 0)
        one = (new is not None) - (old is not None)
        for ancestor_id in {ancestor.id for units in above.values() for ancestor in units}:
            self._count_guest(self.direct[ancestor_id], old, new, one)

    def _count_guest(self, delta: Delta, old: Values | None, new: Values | None, one: int) -> None:
        for key in {*(old or {}), *(new or {})}:
            delta.add(key, 0, (key in (new or {})) - (key in (old or {})))
        delta.reports += one
        delta.guests += one


def _add_difference(delta: Delta, old: Values | None, new: Values | None) -> None:
    """Only what differs: a correction of one cell must not cost the whole report."""
    before, after = old or {}, new or {}
    for key, value in after.items():
        held = before.get(key)
        if held is None:
            delta.add(key, value, 1)
        elif held != value:
            delta.add(key, value - held, 0)
    for key, value in before.items():
        if key not in after:
            delta.add(key, -value, -1)


def _parts(values: Values | None, shares: Sequence[Fraction]) -> Mapping[str, list[int]]:
    return {key: apportion(value, shares) for key, value in (values or {}).items()}


def _part(parts: Mapping[str, list[int]], key: str, position: int) -> int:
    return parts[key][position] if key in parts else 0
