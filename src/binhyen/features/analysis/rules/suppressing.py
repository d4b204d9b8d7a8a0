"""Hiding small counts of persons so that neither they nor what adds up with them can be worked out.

A table is cells with relations "these parts add up to this whole". First every count from 1 to under the least is hidden;
then further cells, until whoever knows all the others, and that counts are whole and not negative, cannot narrow any
hidden small count to fewer than `least` values. The check solves for each hidden cell's smallest and largest value.

Source: L. Willenborg and T. de Waal, Elements of Statistical Disclosure Control (2001), chapters on tabular data:
primary and secondary suppression, feasibility intervals.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Key = Hashable


@dataclass(frozen=True, slots=True)
class Sum:
    """`parts` add up to `whole`, all keys of cells."""

    whole: Key
    parts: tuple[Key, ...]


def small_cells(values: Mapping[Key, int | None], least: int) -> set[Key]:
    """The cells that are hidden for their own sake: 1 to under `least`; 0 says of nobody anything."""
    return {key for key, value in values.items() if value is not None and 0 < value < least}


def hidden_cells(
    values: Mapping[Key, int | None], sums: Sequence[Sum], least: int, also: Iterable[Key] = ()
) -> set[Key]:
    """Every cell that must not be shown.

    Args:
        values: whole counts; None is missing, shown as such, and counts for nothing in a sum.
        sums: what a reader knows to add up.
        least: from this count on a cell may stand.
        also: cells hidden already for another reason.
    """
    small = small_cells(values, least)
    hidden = small | {key for key in also if values.get(key) is not None}
    known = [_present(one, values) for one in sums]
    _cover_single(values, known, hidden)
    while True:
        exposed = [
            key for key in sorted(small, key=repr) if _narrow(key, hidden, values, known, least)
        ]
        if not any(_hide_more(key, hidden, values, known) for key in exposed):
            return hidden


def interval(
    key: Key, hidden: set[Key], values: Mapping[Key, int | None], sums: Sequence[Sum]
) -> tuple[float, float]:
    """The smallest and the largest value a hidden cell can have, as far as the shown ones tell; infinity if none."""
    near = _connected(key, hidden, sums)
    columns = {one: at for at, one in enumerate(sorted(near, key=repr))}
    rows, right = _equations(columns, hidden, values, sums)
    if not rows:
        return 0.0, float("inf")
    return _bound(columns[key], len(columns), rows, right, 1), _bound(
        columns[key], len(columns), rows, right, -1
    )


def _present(one: Sum, values: Mapping[Key, int | None]) -> Sum:
    return Sum(one.whole, tuple(part for part in one.parts if values.get(part) is not None))


def _cover_single(values: Mapping[Key, int | None], sums: Sequence[Sum], hidden: set[Key]) -> None:
    """A cell hidden alone in its sum is the difference of the others: hide the next smallest beside it."""
    changed = True
    while changed:
        changed = False
        for one in sums:
            members = _members(one, values)
            if sum(key in hidden for key in members) == 1:
                changed |= _hide_smallest(members, hidden, values)


def _members(one: Sum, values: Mapping[Key, int | None]) -> list[Key]:
    return [key for key in (*one.parts, one.whole) if values.get(key) is not None]


def _hide_smallest(
    members: Sequence[Key], hidden: set[Key], values: Mapping[Key, int | None]
) -> bool:
    """The smallest shown cell above 0, for that loses least; a 0 only when nothing else is left."""
    shown = [key for key in members if key not in hidden]
    if not shown:
        return False
    hidden.add(min(shown, key=lambda key: (values[key] == 0, values[key] or 0, repr(key))))
    return True


def _narrow(
    key: Key,
    hidden: set[Key],
    values: Mapping[Key, int | None],
    sums: Sequence[Sum],
    least: int,
) -> bool:
    low, high = interval(key, hidden, values, sums)
    return high - low < least


def _hide_more(
    key: Key, hidden: set[Key], values: Mapping[Key, int | None], sums: Sequence[Sum]
) -> bool:
    near = _connected(key, hidden, sums)
    members = [
        member for one in sums if near & {one.whole, *one.parts} for member in _members(one, values)
    ]
    return _hide_smallest(members, hidden, values)


def _connected(key: Key, hidden: set[Key], sums: Sequence[Sum]) -> set[Key]:
    """The hidden cells whose values hang together with this one's."""
    found, growing = {key}, True
    while growing:
        growing = False
        for one in sums:
            members = {one.whole, *one.parts} & hidden
            if members & found and not members <= found:
                found |= members
                growing = True
    return found


def _equations(
    columns: Mapping[Key, int],
    hidden: set[Key],
    values: Mapping[Key, int | None],
    sums: Sequence[Sum],
) -> tuple[list[list[float]], list[float]]:
    rows, right = [], []
    for one in sums:
        signed = [(part, 1.0) for part in one.parts]
        if values.get(one.whole) is None or not {one.whole, *one.parts} & set(columns):
            continue
        row, known = [0.0] * len(columns), 0.0
        for key, sign in [*signed, (one.whole, -1.0)]:
            if key in hidden:
                row[columns[key]] += sign
            else:
                known += sign * (values[key] or 0)
        rows.append(row)
        right.append(-known)
    return rows, right


def _bound(at: int, count: int, rows: list[list[float]], right: list[float], sign: int) -> float:
    aim = [0.0] * count
    aim[at] = float(sign)
    found: Any = _solve(aim, rows, right)
    if found.status == 3:
        return float("inf") * -sign if sign < 0 else float("-inf")
    return float(found.fun) * sign


def _solve(aim: list[float], rows: list[list[float]], right: list[float]) -> Any:
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to load, needed for public files only

    return linprog(aim, A_eq=rows, b_eq=right, bounds=(0, None), method="highs")
