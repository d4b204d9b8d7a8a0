"""Why a finding is what it is, in one Vietnamese sentence with its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from binhyen.engines.norms.rules.judging import Judgement, Values
from binhyen.engines.norms.rules.reading import formula
from binhyen.engines.norms.types import NormRule, Threshold, Verdict
from binhyen.kernel.expressions import Reference
from binhyen.kernel.numbers import format_date, format_number


def why(
    rule: NormRule,
    threshold: Threshold,
    judgement: Judgement,
    values: Values,
    labels: Mapping[str, str],
) -> str:
    """`Cán bộ chính quy (4) dưới mức tối thiểu 5 người: thiếu 1 người.`

    Args:
        rule: the rule.
        threshold: its right side on the day.
        judgement: what it said.
        values: the unit's values by reference.
        labels: names of the references, in Vietnamese.
    """
    if judgement.verdict is Verdict.NOT_MEASURABLE:
        return _why_not_measured(rule, values, labels)
    left = _left_words(rule, values, labels)
    asked = _asked(rule, threshold)
    match judgement.verdict:
        case Verdict.SHORT:
            return f"{left}, yêu cầu {asked}: thiếu {amount(rule, judgement.by)}{_due(threshold)}."
        case Verdict.OVER:
            return f"{left}, yêu cầu {asked}: vượt {amount(rule, judgement.by)}."
        case _:
            return f"{left}, yêu cầu {asked}: đạt."


def amount(rule: NormRule, value: Decimal | None) -> str:
    """A number with the rule's unit, as printed."""
    return "" if value is None else f"{format_number(value, rule.decimals)} {rule.unit}"


def _left_words(rule: NormRule, values: Values, labels: Mapping[str, str]) -> str:
    left = formula(rule.left)
    if isinstance(left, Reference):
        # "= 4" after "(4)" would say the same number twice.
        value = values[str(left)]
        shown = "" if value is None else format_number(value, rule.decimals)
        return f"{labels.get(str(left), rule.label)}: {shown} {rule.unit}"
    return left.explain(labels, values, decimals=rule.decimals)


def _asked(rule: NormRule, threshold: Threshold) -> str:
    low, high = amount(rule, threshold.value), amount(rule, threshold.up_to)
    match rule.operator:
        case ">=":
            return f"từ {low} trở lên"
        case "<=":
            return f"không quá {low}"
        case "=":
            return f"đúng {low}"
        case _:
            return f"từ {format_number(threshold.value or 0, rule.decimals)} đến {high}"


def _due(threshold: Threshold) -> str:
    return f" (hạn {format_date(threshold.due_on)})" if threshold.due_on else ""


def _why_not_measured(rule: NormRule, values: Values, labels: Mapping[str, str]) -> str:
    missing = sorted(
        labels.get(reference, reference)
        for part in (rule.left, rule.when)
        if part
        for reference in map(str, formula(part).references())
        if values.get(reference) is None
    )
    return f"Chưa có số liệu: {'; '.join(dict.fromkeys(missing))}."
