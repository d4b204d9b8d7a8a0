"""What a rule says of one unit's values: met, short, over, not measurable or not applicable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from binhyen.engines.norms.rules.reading import formula
from binhyen.engines.norms.types import NormRule, Threshold, Verdict

Values = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with the unit's own value and its distance from the threshold."""

    verdict: Verdict
    left: Decimal | None = None
    by: Decimal | None = None


def judge(rule: NormRule, threshold: Threshold | None, values: Values) -> Judgement:
    """Judge values by `str(reference)`; a missing value of the condition or the left side is not measurable.

    Without a threshold in force the rule does not apply, nor where everything is reported and there is still
    nothing to divide by ("no case, nothing to clear up"). The left side is compared as printed, so that nobody
    is short by a digit that no reader can see.
    """
    if threshold is None or threshold.value is None:
        return Judgement(Verdict.NOT_APPLICABLE)
    holds = formula(rule.when).evaluate(values) if rule.when else True
    if holds is None:
        return Judgement(Verdict.NOT_MEASURABLE)
    if not holds:
        return Judgement(Verdict.NOT_APPLICABLE)
    left = formula(rule.left).evaluate(values)
    if left is None or isinstance(left, bool):
        missing = any(values[str(one)] is None for one in formula(rule.left).references())
        return Judgement(Verdict.NOT_MEASURABLE if missing else Verdict.NOT_APPLICABLE)
    return _compare(rule, threshold.value, threshold.up_to, _printed(left, rule.decimals))


def _compare(rule: NormRule, value: Decimal, up_to: Decimal | None, left: Decimal) -> Judgement:
    has_floor = rule.operator in (">=", "=", "between")
    ceiling = {"<=": value, "=": value, "between": up_to}.get(rule.operator)
    if has_floor and left < value:
        return Judgement(Verdict.SHORT, left, value - left)
    if ceiling is not None and left > ceiling:
        return Judgement(Verdict.OVER, left, left - ceiling)
    return Judgement(Verdict.MET, left)


def _printed(left: Decimal, decimals: int) -> Decimal:
    return round(left, decimals) if decimals else left
