"""Names and amounts in the reader's language."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext

from binhyen.engines.indicators.api import Catalogue, Cell, Missing
from binhyen.engines.norms.api import Finding, Verdict
from binhyen.engines.norms.api import Finding as NormFinding
from binhyen.foundation.ui.api import Verdict as ShownVerdict
from binhyen.foundation.ui.api import show_number

MISSING_WORDS = {
    Missing.NOT_REPORTED: "chưa có báo cáo",
    Missing.NOT_APPROVED: "báo cáo chưa được duyệt",
    Missing.INPUT_MISSING: "thiếu số liệu đầu vào",
    Missing.DIVISION_BY_ZERO: "mẫu số bằng 0",
    Missing.NOT_COUNTED: "hệ thống chưa đếm được",
}


def in_english() -> bool:
    """Whether the reader chose English."""
    return get_language() == "en"


def label_of(known: Catalogue, measure: str) -> str:
    """A figure's full name."""
    entry = entry_of(known, measure)
    return str(entry.en if in_english() else entry.vi)


def entry_of(known: Catalogue, measure: str) -> Any:
    """The catalogue's entry of an element or an indicator."""
    element = known.elements.get(measure)
    return element.entry if element is not None else known.indicators[measure]


def shown_verdict(finding: Finding | None) -> ShownVerdict:
    """A finding as a badge, with by how much."""
    if finding is None:
        return ShownVerdict("unknown")
    return ShownVerdict(finding.verdict.value, amount_of(finding))


def amount_of(finding: NormFinding) -> str:
    """By how much a unit misses a rule, with its unit."""
    if finding.by is None or finding.verdict not in (Verdict.SHORT, Verdict.OVER):
        return ""
    return f"{show_number(finding.by, finding.decimals)} {finding.unit}"


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
