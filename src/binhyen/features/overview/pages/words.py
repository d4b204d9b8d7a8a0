"""Names and amounts in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from binhyen.engines.indicators.api import Catalogue, Cell, Missing
from binhyen.engines.norms.api import CERTAINTY_WORDS, Finding, NormRule, NormSource, Verdict
from binhyen.foundation.ui.api import Verdict as ShownVerdict
from binhyen.foundation.ui.api import in_english, named, show_day, show_number, unit_word
from binhyen.kernel.errors import N_
from binhyen.kernel.periods import Period

MISSING_WORDS = {
    Missing.NOT_REPORTED: N_("chưa có báo cáo"),
    Missing.NOT_APPROVED: N_("báo cáo chưa được duyệt"),
    Missing.INPUT_MISSING: N_("thiếu số liệu đầu vào"),
    Missing.DIVISION_BY_ZERO: N_("mẫu số bằng 0"),
    Missing.NOT_COUNTED: N_("hệ thống chưa đếm được"),
}

UNIT_TYPES: Mapping[str, Promise] = {
    "xã": pgettext_lazy("unit type", "xã"),
    "phường": pgettext_lazy("unit type", "phường"),
    "thị trấn": pgettext_lazy("unit type", "thị trấn"),
    "đặc khu": pgettext_lazy("unit type", "đặc khu"),
    "huyện": pgettext_lazy("unit type", "huyện"),
    "quận": pgettext_lazy("unit type", "quận"),
    "thị xã": pgettext_lazy("unit type", "thị xã"),
    "thành phố": pgettext_lazy("unit type", "thành phố"),
    "tỉnh": pgettext_lazy("unit type", "tỉnh"),
    "thành phố trực thuộc trung ương": pgettext_lazy(
        "unit type", "thành phố trực thuộc trung ương"
    ),
    "quốc gia": pgettext_lazy("unit type", "quốc gia"),
}
PERIODS = {
    "month": N_("tháng {part}/{year}"),
    "Q": N_("quý {part} năm {year}"),
    "H1": N_("6 tháng đầu năm {year}"),
    "H2": N_("6 tháng cuối năm {year}"),
    "nine_months": N_("9 tháng đầu năm {year}"),
    "year": N_("năm {year}"),
    "day": N_("ngày {first}"),
    "span": N_("từ {first} đến {last}"),
    "conference": N_("từ hội nghị {first} đến trước hội nghị {end}"),
}
"""By kind of period, or by its part of the year where that changes the words."""


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


def type_word(unit_type: str) -> str:
    """A type of administrative unit."""
    return str(UNIT_TYPES.get(unit_type, unit_type))


def period_words(period: Period) -> str:
    """A period's name, with its dates where the name does not tell them; Vietnamese as reports write it."""
    if not in_english():
        return period.label()
    year, _dash, part = period.code.partition("-")
    template = PERIODS.get(period.kind) or PERIODS.get(part) or PERIODS["Q"]
    first, last = show_day(period.start), show_day(period.last_day)
    name = gettext(template).format(
        part=part.lstrip("Q0"), year=year, first=first, last=last, end=show_day(period.end)
    )
    dated = period.kind in ("day", "span", "conference") or period.calendar.is_civil
    return name if dated else f"{name} ({first} → {last})"


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
