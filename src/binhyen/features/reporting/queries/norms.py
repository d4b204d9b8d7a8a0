"""Which norms look at an element of a form, in words; the verdict itself is the norms pages' business."""

from __future__ import annotations

from binhyen.engines.indicators.api import FormLayout, catalogue
from binhyen.engines.norms.api import NormRule, rules_in_force
from binhyen.kernel.errors import Invalid
from binhyen.kernel.expressions import parse
from binhyen.kernel.numbers import format_number

SIGNS = {">=": "từ", ">": "trên", "<=": "không quá", "<": "dưới", "=": "bằng", "between": "từ"}


def norms_of(layout: FormLayout) -> dict[str, tuple[str, ...]]:
    """By element: "Định mức ... từ 5 người"; elements no rule looks at are left out."""
    on = layout.period.last_day
    found: dict[str, list[str]] = {}
    wanted = {line.element for line in layout.lines()}
    for rule in rules_in_force(on):
        words = _words(rule, layout)
        for element in _elements(rule.left) & wanted if words else ():
            found.setdefault(element, []).append(words)
    return {element: tuple(words) for element, words in found.items()}


def _words(rule: NormRule, layout: FormLayout) -> str:
    threshold = rule.threshold_on(layout.period.last_day)
    if threshold is None or threshold.value is None:
        return ""
    sign = SIGNS.get(rule.operator, rule.operator)
    return f"{rule.short}: {sign} {format_number(threshold.value)} {rule.unit}".strip()


def _elements(text: str) -> set[str]:
    """Elements an expression draws on, also through an indicator's formula."""
    known = catalogue()
    found: set[str] = set()
    try:
        references = parse(text).references()
    except Invalid:
        return found
    for reference in references:
        indicator = known.indicators.get(reference.code)
        if indicator is None:
            found.add(reference.code)
            continue
        for formula in (indicator.numerator, indicator.denominator, indicator.value):
            if formula:
                found.update(one.code for one in parse(formula).references())
    return found
