"""The charts of a board: the course of one figure, and the steps of the identity-card campaign."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from binhyen.engines.indicators.api import Catalogue
from binhyen.features.overview.api import Board, Place, funnel
from binhyen.features.overview.pages.words import entry_of, label_of, period_words, unit_of
from binhyen.foundation.ui.api import Chart, bar_chart, in_english, line_chart, show_number
from binhyen.kernel.periods import Period


def trend_chart(board: Board, known: Catalogue, measure: str) -> Chart:
    """One figure month by month; a month without reports breaks the line."""
    cells = board.trend.total_cells
    entry = entry_of(known, measure)
    partly = [cell for cell in cells if cell.expected and not cell.complete]
    note = _("Kỳ báo cáo hành chính, từ ngày 15 tháng trước đến ngày 14.")
    if partly:
        note += " " + _("{count} tháng chưa đủ báo cáo.").format(count=len(partly))
    return line_chart(
        "trend",
        label_of(known, measure),
        [_month(cell.period) for cell in cells],
        {label_of(known, measure): [_rounded(cell.value, entry.decimals) for cell in cells]},
        decimals=entry.decimals,
        unit=unit_of(known, measure),
        note=note,
        head=_("Tháng"),
    )


def funnel_chart(where: Place, known: Catalogue) -> Chart | None:
    """The campaign's steps in the last closed month; None where nothing was reported."""
    cells = funnel(where).total_cells
    if not any(cell.value is not None for cell in cells):
        return None
    first = cells[0]
    note = _("Tháng {month}; {reported} trong {expected} báo cáo ngày đã được duyệt.").format(
        month=_month(first.period),
        reported=show_number(first.reported),
        expected=show_number(first.expected),
    )
    names = [
        str(
            entry_of(known, cell.measure).en
            if in_english()
            else entry_of(known, cell.measure).short
        )
        for cell in cells
    ]
    return bar_chart(
        "funnel",
        _("Căn cước công dân và định danh điện tử"),
        names,
        {_("Số lượng"): [cell.value for cell in cells]},
        note=note,
        lying=True,
        head=_("Bước"),
    )


def _month(period: Period) -> str:
    return (
        f"{period.code[5:7]}/{period.code[:4]}" if period.kind == "month" else period_words(period)
    )


def _rounded(value: Decimal | None, decimals: int) -> Decimal | None:
    return None if value is None else round(value, decimals)
