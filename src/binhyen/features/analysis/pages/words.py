"""Words of analysis in the reader's language."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binhyen.engines.indicators.api import By, Missing
from binhyen.features.analysis.api import (
    Against,
    Axis,
    Change,
    Dimension,
    Figure,
    MeasureInfo,
    Verdict,
    View,
    period_short,
)
from binhyen.foundation.ui.api import in_english, show_day, show_number
from binhyen.foundation.ui.formats import show_signed
from binhyen.kernel.periods import Period

MISSING = {
    Missing.NOT_REPORTED: gettext_lazy("chưa báo cáo"),
    Missing.NOT_APPROVED: gettext_lazy("chưa duyệt"),
    Missing.INPUT_MISSING: gettext_lazy("thiếu đầu vào"),
    Missing.DIVISION_BY_ZERO: gettext_lazy("mẫu số bằng 0"),
    Missing.NOT_COUNTED: gettext_lazy("chưa đếm được"),
}
LEVELS = {
    By.PROVINCE: gettext_lazy("từng tỉnh"),
    By.DISTRICT: gettext_lazy("từng huyện"),
    By.COMMUNE: gettext_lazy("từng xã"),
    By.UNIT: gettext_lazy("chỉ đơn vị này"),
}
AXES = {
    Axis.ROWS: gettext_lazy("dòng"),
    Axis.COLUMNS: gettext_lazy("cột"),
    Axis.FILTER: gettext_lazy("lọc, xem một"),
}
DIMENSIONS = {
    Dimension.UNIT: gettext_lazy("Đơn vị"),
    Dimension.MEASURE: gettext_lazy("Số liệu"),
    Dimension.OPTION: gettext_lazy("Phân tổ"),
    Dimension.PERIOD: gettext_lazy("Kỳ"),
}
VIEWS = {
    View.TABLE: gettext_lazy("Bảng"),
    View.HEAT: gettext_lazy("Bảng nhiệt"),
    View.LINES: gettext_lazy("Đường"),
    View.BARS: gettext_lazy("Cột"),
    View.TILES: gettext_lazy("Bản đồ ô"),
    View.OUTLINE: gettext_lazy("Bản đồ ranh giới"),
    View.FUNNEL: gettext_lazy("Biểu đồ phễu"),
}
AGAINST = {
    Against.NOTHING: gettext_lazy("không so sánh"),
    Against.PREVIOUS: gettext_lazy("kỳ liền trước"),
    Against.LAST_YEAR: gettext_lazy("cùng kỳ năm trước"),
}
OPERATORS = {
    "at-least": gettext_lazy("ít nhất"),
    "at-most": gettext_lazy("nhiều nhất"),
    "above": gettext_lazy("lớn hơn"),
    "below": gettext_lazy("nhỏ hơn"),
}


def figure_text(figure: Figure, info: MeasureInfo) -> str:
    """A figure as printed; a missing one is a dash, never a zero."""
    if figure.value is None:
        return "–"
    return show_number(round(figure.value, info.decimals), info.decimals)


def missing_text(figure: Figure) -> str:
    """Why there is no figure; empty when there is one."""
    if figure.hidden:
        return _("đã che")
    if figure.absent:
        return _("chưa có đơn vị")
    return str(MISSING[figure.missing]) if figure.missing else ""


def quality_text(figure: Figure) -> str:
    """What the reader must know of a figure that is not whole or not exact."""
    parts = []
    if figure.value is not None and not figure.complete:
        parts.append(
            _("{reported}/{expected} báo cáo").format(
                reported=show_number(figure.reported), expected=show_number(figure.expected)
            )
        )
    if figure.pending:
        parts.append(_("{count} chờ duyệt").format(count=show_number(figure.pending)))
    if figure.estimated:
        parts.append(_("có phần ước tính"))
    return "; ".join(parts)


def change_text(change: Change, info: MeasureInfo) -> str:
    """`+12 (+8,2 %): tăng rõ rệt`; of a count too small to compare its exact interval."""
    decimals = max(info.decimals, 0)
    size = show_signed(round(change.difference or Decimal(0), decimals), decimals)
    if info.share:
        size = _("{size} điểm %").format(size=size)
    elif change.percent is not None:
        size = f"{size} ({show_signed(round(change.percent, 1), 1)} %)"
    words = _(change.words) if change.words else ""
    if change.interval is not None:
        low, high = (show_number(round(end)) for end in change.interval)
        words = _("{words}, khoảng 95 %: {low}–{high}").format(words=words, low=low, high=high)
    return f"{size}: {words}" if words else size


def verdict_text(verdict: Verdict, info: MeasureInfo) -> str:
    """`mục tiêu ít nhất 80: đạt`, or by how much it is short, or the share of a yearly sum."""
    aim = _("mục tiêu {operator} {value}").format(
        operator=OPERATORS[verdict.operator], value=show_number(verdict.target)
    )
    if verdict.met:
        return _("{aim}: đạt").format(aim=aim)
    if verdict.lacking is not None:
        return _("{aim}: chưa đạt, lệch {lacking}").format(
            aim=aim, lacking=show_number(round(verdict.lacking, info.decimals), info.decimals)
        )
    if verdict.share is not None:
        return _("{share} % mục tiêu năm").format(share=show_number(round(verdict.share, 1), 1))
    return aim


def period_full(period: Period) -> str:
    """A period's name with its days."""
    if not in_english():
        return period.label()
    days = f"{show_day(period.start)} → {show_day(period.last_day)}"
    return f"{period_short(period)} ({days})"
