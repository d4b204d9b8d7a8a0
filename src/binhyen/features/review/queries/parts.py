"""The units one level below, their numbers, and which of them stand out beyond chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from binhyen.engines.indicators.api import Frame
from binhyen.engines.units.api import Level, Structure, carry
from binhyen.features.review.queries.comparing import completeness, exposure_days
from binhyen.features.review.queries.numbers import Answer, Reader
from binhyen.features.review.rules.subjects import unit_name
from binhyen.features.review.types import Number, Part, Standing, Subject, Window
from binhyen.kernel.change import (
    Change,
    Comparison,
    against_rate,
    comparable,
    compare_counts,
    holm,
)

CRIME = "crime.social_order.occurred"
CLEAR_UP = "clear_up.social_order"
FEWEST_CASES = 20
"""Parts with fewer cases in the two windows together are not named: their rates are mostly chance."""

Tested = list[tuple[Part, Number, Comparison]]


def parts(
    reader: Reader, tree: Structure, on_day: Frame, over: Answer, now: Window, before: Window
) -> tuple[Part, ...]:
    """The parts in the order of the tree, each with its numbers on the last day and over both windows."""
    level = reader.subject.parts_level
    if level is None:
        return ()
    days = reader.rows(on_day, str(now.end))
    later, earlier = reader.rows(over, now.code), reader.rows(over, before.code)
    return tuple(
        Part(
            unit.id,
            unit.code,
            unit_name(unit),
            {**days.get(unit.id, {}), **later.get(unit.id, {})},
            earlier.get(unit.id, {}),
        )
        for unit in tree.at_level(level, reader.subject.unit_id)
    )


def kept_their_parts(then: Structure, now: Structure, whom: Subject) -> bool:
    """Whether every unit under the subject, or its successors, stood in the same part on both days.

    Then figures need not be carried: each report's own tree puts it into the part where it belongs today.
    """
    if whom.unit_id not in then:
        return False
    level = whom.level if whom.parts_level is None else whom.parts_level
    parts_then = {unit.id for unit in then.at_level(level, whom.unit_id)}
    if parts_then != {unit.id for unit in now.at_level(level, whom.unit_id)}:
        return False
    carried = carry(now.on)
    return all(
        now.ancestor_at(target.unit_id, level).id == then.ancestor_at(unit.id, level).id
        for unit in then.at_level(Level.COMMUNE, whom.unit_id)
        for target in carried.targets(unit.id)
    )


def changed_crime(
    reader: Reader, found: Sequence[Part], over: Answer, now: Window, before: Window
) -> Tested:
    """The comparison of crime for every part whose reports allow one."""
    days = exposure_days(reader, CRIME, now), exposure_days(reader, CRIME, before)
    full = _completeness(over)
    tested: Tested = []
    for part in found:
        later, earlier = part.numbers.get(CRIME), part.before.get(CRIME)
        shares = (
            full.get((part.unit_id, str(now.start))),
            full.get((part.unit_id, str(before.start))),
        )
        if later is None or earlier is None or not all(days) or not comparable(*shares):
            continue
        if later.count + earlier.count >= FEWEST_CASES:
            test = compare_counts(earlier.count, days[1], later.count, days[0])
            tested.append((part, later, test))
    return tested


def clear_up_against(found: Sequence[Part], whole: Number | None) -> Tested:
    """Each part's clear-up rate against the whole's; the whole holds the part too, which only makes the test milder."""
    if whole is None or not whole.denominator or whole.numerator is None:
        return []
    rate = float(whole.numerator / whole.denominator)
    tested: Tested = []
    for part in found:
        number = part.numbers.get(CLEAR_UP)
        if number is None or number.numerator is None or not number.denominator:
            continue
        hits, total = int(number.numerator), int(number.denominator)
        if total >= FEWEST_CASES and hits <= total:
            tested.append((part, number, against_rate(hits, total, rate)))
    return tested


def standing_out(tested: Tested, wanted: Change) -> tuple[Standing, ...]:
    """The parts that still stand out one way when all are looked at together, the strongest first."""
    stands = holm([comparison.p for _, _, comparison in tested])
    named = [
        Standing(part, number, comparison)
        for (part, number, comparison), holds in zip(tested, stands, strict=True)
        if holds and comparison.change is wanted
    ]
    return tuple(sorted(named, key=lambda standing: standing.comparison.p))


def _completeness(over: Answer) -> Mapping[tuple[int, str], float | None]:
    return {
        (cell.unit_id, str(cell.period.start)): completeness(cell)
        for cell in over
        if cell.measure == CRIME
    }
