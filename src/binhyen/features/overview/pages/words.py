"""Names and amounts in the reader's language."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from binhyen.engines.indicators.api import Catalogue, Cell, Missing
from binhyen.engines.norms.api import CERTAINTY_WORDS, Finding, NormRule, NormSource, Verdict
from binhyen.foundation.ui.api import Verdict as ShownVerdict
from binhyen.foundation.ui.api import in_english, named, show_number, unit_word
from binhyen.kernel.errors import N_

MISSING_WORDS = {
    Missing.NOT_REPORTED: N_("chưa có báo cáo"),
    Missing.NOT_APPROVED: N_("báo cáo chưa được duyệt"),
    Missing.INPUT_MISSING: N_("thiếu số liệu đầu vào"),
    Missing.DIVISION_BY_ZERO: N_("mẫu số bằng 0"),
    Missing.NOT_COUNTED: N_("hệ thống chưa đếm được"),
}


def label_of(known: Catalogue, measure: str) -> str:
    """A figure's full name."""
    return named(entry_of(known, measure))


def unit_of(known: Catalogue, measure: str) -> str:
    """A figure's unit of measure."""
    return unit_word(entry_of(known, measure).unit)


def norm_label(rule: NormRule | Finding) -> str:
    """A rule's full name."""
    return (in_english() and rule.en) or rule.label


def norm_short(rule: NormRule | Finding) -> str:
    """A rule's name where there is little room; English has only the full one."""
    return (in_english() and rule.en) or rule.short


def cited(source: NormSource) -> str:
    """Where a threshold comes from, and how sure that is."""
    return f"{source.named} ({gettext(CERTAINTY_WORDS[source.certainty])})"


def entry_of(known: Catalogue, measure: str) -> Any:
    """The catalogue's entry of an element or an indicator."""
    element = known.elements.get(measure)
    return element.entry if element is not None else known.indicators[measure]


def shown_verdict(finding: Finding | None) -> ShownVerdict:
    """A finding as a badge, with by how much."""
    if finding is None:
        return ShownVerdict("unknown")
    return ShownVerdict(finding.verdict.value, amount_of(finding))


def amount_of(finding: Finding) -> str:
    """By how much a unit misses a rule, with its unit."""
    if finding.by is None or finding.verdict not in (Verdict.SHORT, Verdict.OVER):
        return ""
    return f"{show_number(finding.by, finding.decimals)} {unit_word(finding.unit)}"


def ratio_words(cell: Cell) -> str:
    """`51 / 61`: numerator over denominator, as everywhere beside a rate."""
    if cell.numerator is None or cell.denominator is None:
        return ""
    return f"{show_number(cell.numerator)} / {show_number(cell.denominator)}"


def missing_words(cell: Cell) -> str:
    """Why a figure is not there."""
    return gettext(MISSING_WORDS[cell.missing]) if cell.missing else ""


def percent(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """A share in percent; None without both or over zero."""
    if part is None or not whole:
        return None
    return Decimal(part) * 100 / Decimal(whole)
