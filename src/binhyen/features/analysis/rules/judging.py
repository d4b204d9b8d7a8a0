"""How figures stand to targets and thresholds."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from binhyen.features.analysis.types import Aim, Figure, MeasureInfo, Verdict
from binhyen.kernel.periods import Period

Bound = Literal["above", "below"]


def judge(measure: MeasureInfo, figure: Figure, aim: Aim, period: Period) -> Verdict:
    """A figure beside the target of its year.

    A yearly sum is judged over the whole year only; over a part of it the share reached is told instead. What does not
    add up over periods (rates, stocks) is judged in every period. A missing figure is neither met nor short.
    """
    if figure.value is None:
        return Verdict(aim.value, aim.operator, None)
    if measure.summed and period.kind != "year":
        share = figure.value * 100 / aim.value if aim.value else None
        return Verdict(aim.value, aim.operator, None, share=share)
    lacking = aim.value - figure.value
    if aim.operator == "at-most":
        lacking = -lacking
    met = lacking <= 0
    return Verdict(aim.value, aim.operator, met, None if met else lacking)


def year_of(period: Period) -> int:
    """The year a period is judged in: the one its code names, else the one it ends in."""
    named = period.code[:4]
    return int(named) if period.kind not in {"span", "conference"} else period.last_day.year


def crossed(value: Decimal, operator: str, bound: Decimal) -> bool:
    """Whether a value lies beyond a bound; on the bound it does not."""
    return value > bound if operator == "above" else value < bound


def percent_change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """Change in percent of the earlier figure; None when either is missing or the earlier one is 0."""
    if now is None or not before:
        return None
    return (now - before) * 100 / abs(before)
