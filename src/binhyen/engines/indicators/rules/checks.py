"""Integrity checks of one report: figures that cannot be true together are told before they rise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from binhyen.engines.indicators.entries import CheckEntry
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo
from binhyen.engines.indicators.rules.values import unscaled
from binhyen.kernel.errors import N_, RowProblem, RuleBroken
from binhyen.kernel.expressions import Expression, Reference, parse


def refuse_inconsistent(known: Catalogue, form: DefinitionInfo, values: Mapping[str, int]) -> None:
    """Refuse values that break a check of severity error; checks with a missing input are not run.

    Raises:
        RuleBroken: rows name each broken check with its numbers and advice.
    """
    broken = [
        RowProblem(None, check.code, "", f"{words}. {check.advice}")
        for check, words in broken_checks(known, form, values)
        if check.severity == "error"
    ]
    if broken:
        raise RuleBroken(
            N_("Số liệu chưa khớp {count} quy tắc; chưa nộp được. {first}"),
            rows=broken,
            count=len(broken),
            first=broken[0].message,
        )


def broken_checks(
    known: Catalogue, form: DefinitionInfo, values: Mapping[str, int]
) -> Iterator[tuple[CheckEntry, str]]:
    """Checks the values break, each with the comparison in words."""
    for check in checks_of(known, form):
        condition = condition_of(check)
        inputs = {ref.key: _value(known, ref, values) for ref in condition.references()}
        if condition.evaluate(inputs) is False:
            yield check, f"{check.vi}: {condition.explain(_labels(known, condition), inputs)}"


def checks_of(known: Catalogue, form: DefinitionInfo) -> Iterator[CheckEntry]:
    """The checks whose values all stand in one report."""
    asked = set(form.entry.elements)
    for check in known.checks.values():
        if {reference.code for reference in condition_of(check).references()} <= asked:
            yield check


def condition_of(check: CheckEntry) -> Expression:
    """What must hold."""
    return parse(f"({check.left}) {check.operator} ({check.right})")


def _value(known: Catalogue, reference: Reference, values: Mapping[str, int]) -> Decimal | None:
    element = known.elements[reference.code]
    option = reference.breakdown[0][1] if reference.breakdown else None
    stored = values.get(element.key(option))
    return None if stored is None else unscaled(element, stored)


def _labels(known: Catalogue, condition: Expression) -> dict[str, str]:
    return {ref.key: known.elements[ref.code].entry.short for ref in condition.references()}
