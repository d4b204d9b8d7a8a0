"""How counts of officers ran over time, per unit, from the rows of service: what makes "since when" exact.

A figure counted from other rows has no history here, and a verdict resting on it says that it does not know.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from binhyen.engines.norms.rules.since import Steps
from binhyen.engines.people.api import Assignment, Role, mandatory_posts
from binhyen.engines.units.api import Structure, carry

FILLED = "people.posts_mandatory_filled"
PARTY = "people.party_official"
BY_ROLE = {
    Role.CHIEF: "people.chiefs",
    Role.DEPUTY: "people.deputies",
    Role.OFFICER: "people.members",
}
KNOWN = frozenset({"people.officers", FILLED, PARTY, *BY_ROLE.values()})
"""Counters, by the names the catalogue's elements use, whose course over time is known."""

Key = tuple[str, int]
Changes = dict[Key, Counter[date]]


@dataclass(frozen=True, slots=True)
class _Row:
    officer: int
    start: date
    unit: int | None
    role: str | None
    post: str | None
    official_on: date | None


def service_steps(structure: Structure, under_id: int) -> Mapping[Key, Steps]:
    """Stepwise counts up to the structure's day, by (counter, unit).

    Officers of a unit that has ended count at its main successor, as on the day itself. Cost: two statements, and
    the rows of all officers who ever served there.
    """
    inside = frozenset(structure.subtree(under_id))
    changes: Changes = defaultdict(Counter)
    mandatory = mandatory_posts()
    for row, end in _tenures(_rows(structure.on, inside)):
        unit = _place(row.unit, structure)
        if unit not in inside:
            continue
        for counter, start in _counted(row, mandatory):
            if end is None or start < end:
                _between(changes[(counter, unit)], start, end)
    return _with_filled({key: _steps(days) for key, days in changes.items()}, mandatory)


def _rows(on: date, inside: frozenset[int]) -> Iterator[_Row]:
    here = Assignment.objects.filter(police_unit__unit_id__in=inside)
    rows = Assignment.objects.filter(valid_from__lte=on, officer__in=here.values("officer"))
    columns = rows.order_by("officer_id", "valid_from").values_list(
        "officer_id",
        "valid_from",
        "police_unit__unit_id",
        "post__role",
        "post__code",
        "officer__party_official_on",
    )
    return (_Row(*row) for row in columns.iterator(chunk_size=5000))


def _tenures(rows: Iterable[_Row]) -> Iterator[tuple[_Row, date | None]]:
    for _, chain in groupby(rows, key=lambda row: row.officer):
        for row, following in pairwise([*chain, None]):
            if row is not None and row.unit is not None:
                yield row, following.start if following else None


def _place(unit_id: int | None, structure: Structure) -> int:
    if unit_id is None or unit_id in structure:
        return unit_id or 0
    targets = carry(structure.on).targets(unit_id)
    return max(targets, key=lambda target: target.share).unit_id if targets else 0


def _counted(row: _Row, mandatory: frozenset[str]) -> Iterator[tuple[str, date]]:
    yield "people.officers", row.start
    if row.role in BY_ROLE:
        yield BY_ROLE[Role(row.role)], row.start
    if row.post in mandatory:
        yield f"post:{row.post}", row.start
    if row.official_on is not None:
        yield PARTY, max(row.start, row.official_on)


def _between(days: Counter[date], start: date, end: date | None) -> None:
    days[start] += 1
    if end is not None:
        days[end] -= 1


def _steps(days: Counter[date]) -> Steps:
    level, steps = 0, []
    for day in sorted(days):
        level += days[day]
        steps.append((day, Decimal(level)))
    return steps


def _with_filled(steps: dict[Key, Steps], mandatory: frozenset[str]) -> dict[Key, Steps]:
    by_unit: dict[int, Counter[date]] = defaultdict(Counter)
    for (counter, unit), line in steps.items():
        if not counter.startswith("post:"):
            continue
        filled = False
        for day, level in line:
            if (level > 0) != filled:
                filled = level > 0
                by_unit[unit][day] += 1 if filled else -1
    plain = {key: line for key, line in steps.items() if not key[0].startswith("post:")}
    return plain | {(FILLED, unit): _steps(days) for unit, days in by_unit.items()}
