"""Since when a verdict stands: verdicts in the order of their days, drawn together into spans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from binhyen.engines.norms.rules.judging import Judgement
from binhyen.engines.norms.types import Verdict, VerdictSpan

Steps = Sequence[tuple[date, Decimal]]
"""A counted value over time: ascending (day, value from that day on); 0 before the first."""


def spans(judged: Iterable[tuple[date, Judgement]]) -> tuple[VerdictSpan, ...]:
    """Neighbouring judgements of one verdict as one span; days ascend."""
    found: list[VerdictSpan] = []
    for day, judgement in judged:
        if found and found[-1].verdict == judgement.verdict:
            continue
        if found:
            last = found[-1]
            found[-1] = VerdictSpan(last.verdict, last.left, last.valid_from, day)
        found.append(VerdictSpan(judgement.verdict, judgement.left, day, None))
    return tuple(found)


def first_day(history: Sequence[VerdictSpan], verdict: Verdict, *, whole: bool) -> date | None:
    """First day of the last span when it has the verdict; None when that lies before what is known.

    `whole` says that the history begins where the rule or the unit does, so nothing lies before it.
    """
    if not history or history[-1].verdict != verdict:
        return None
    if len(history) == 1 and not whole:
        return None
    return history[-1].valid_from


def values_on(steps: Mapping[str, Steps], on: date) -> dict[str, Decimal | None]:
    """The values that stepwise counts have on a day, by reference."""
    found: dict[str, Decimal | None] = {}
    for reference, line in steps.items():
        past = [value for day, value in line if day <= on]
        found[reference] = past[-1] if past else Decimal(0)
    return found
