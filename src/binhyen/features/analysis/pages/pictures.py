"""Charts of a pivot: lines over periods, bars by unit, the funnel."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from binhyen.features.analysis.api import (
    TOTAL,
    Axis,
    Dimension,
    Funnel,
    Member,
    Pivot,
    Spot,
    View,
    funnels,
)
from binhyen.features.analysis.pages.tables import caption
from binhyen.foundation.ui.api import Chart, Column, bar_chart, line_chart, make_table

MOST_SERIES, MOST_BARS, MOST_GROUPS = 8, 40, 4


def chart_of(found: Pivot) -> Chart | None:
    """The chart the question asks for; None when the view is none or nothing can be drawn."""
    build = {View.LINES: _lines, View.BARS: _bars, View.FUNNEL: _funnel}.get(found.question.view)
    return build(found) if build else None


def _lines(found: Pivot) -> Chart:
    dimension = _series_dimension(found, (Dimension.UNIT, Dimension.OPTION, Dimension.MEASURE))
    members = _members(found, dimension, MOST_SERIES)
    info = found.infos[found.filters.measure]
    places = range(len(found.question.periods))
    series = {
        name: [_value(found, spot.at(Dimension.PERIOD, at)) for at in places]
        for name, spot in _named_spots(found, dimension, members)
    }
    return line_chart(
        "course", _title(found, dimension), [one.short for one in found.members[Dimension.PERIOD]],
        series, decimals=info.decimals, unit=info.unit, note=_cut(found, dimension, MOST_SERIES),
    )  # fmt: skip


def _bars(found: Pivot) -> Chart:
    categories = _bar_dimension(found)
    members = _members(found, categories, MOST_BARS)
    groups = _groups(found, categories)
    info = found.infos[found.filters.measure]
    series = {
        name: [_value(found, spot.at(categories, member.at)) for member in members]
        for name, spot in _named_spots(found, *groups)
    }
    names = [_name(categories, member) for member in members]
    return bar_chart(
        "bars", _title(found, categories), names, series, decimals=info.decimals, unit=info.unit,
        lying=categories is Dimension.UNIT, note=_cut(found, categories, MOST_BARS),
    )  # fmt: skip


def _funnel(found: Pivot) -> Chart | None:
    plotted = funnel_of(found)
    return None if plotted is None else _funnel_chart(found, plotted)


def funnel_of(found: Pivot) -> Funnel | None:
    """The funnel of the measure and period looked at; None without numerators and denominators."""
    sized = []
    factor = None
    for at, unit in enumerate(found.figures.grid.units):
        figure = found.figure(found.filters.at(Dimension.UNIT, at))
        if figure.value is None or figure.numerator is None or not figure.denominator:
            continue
        if figure.numerator:
            factor = float(figure.value * figure.denominator / figure.numerator)
        sized.append(
            funnels.Sized(
                unit.id, unit.full_name, float(figure.numerator), float(figure.denominator)
            )
        )
    return None if factor is None else funnels.funnel(sized, factor)


def _funnel_chart(found: Pivot, plotted: Funnel) -> Chart:
    info = found.infos[found.filters.measure]
    names = (_("trong giới hạn"), _("ngoài 95 %"), _("ngoài 99,8 %"))
    series: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "name": name,
            "symbol": symbol,
            "symbolSize": 10,
            "data": [
                {"value": [one.size, round(one.rate, 4)], "name": one.name}
                for one in plotted.points
                if one.outside == outside
            ],
        }
        for outside, (name, symbol) in enumerate(
            zip(names, ("circle", "triangle", "diamond"), strict=True)
        )
    ]
    for key, label in (("inner", _("giới hạn 95 %")), ("outer", _("giới hạn 99,8 %"))):
        for end in (1, 2):
            data = [[limit[0], round(limit[end], 4)] for limit in plotted.limits[key]]
            series.append(_limit(label, data, dashed=key == "inner"))
    option = {
        "binhyen": {"decimals": info.decimals, "unit": info.unit},
        "tooltip": {"trigger": "item", "confine": True},
        "legend": {"show": True, "top": 0, "left": 0},
        "grid": {"left": 8, "right": 40, "top": 92, "bottom": 8, "containLabel": True},
        "aria": {"enabled": True},
        # Sizes are plain counts, whatever the unit of the rate.
        "xAxis": {"type": "value", "scale": True, "axisLabel": {"formatter": "{value}"}},
        "yAxis": {"type": "value", "scale": True},
        "series": series,
    }
    return Chart("funnel", _title(found, Dimension.UNIT), option, _funnel_table(found, plotted),
                 _("Mỗi điểm là một đơn vị: ngang là mẫu số, đứng là tỷ lệ. Trong giới hạn là khác nhau do ngẫu nhiên; "
                   "đừng xếp hạng những đơn vị ấy."), "tall")  # fmt: skip


def _limit(label: str, data: list[list[float]], *, dashed: bool) -> dict[str, Any]:
    return {
        "type": "line",
        "name": label,
        "data": data,
        "showSymbol": False,
        "silent": True,
        "lineStyle": {"width": 1, "type": "dashed" if dashed else "solid", "color": "#5b6b7c"},
        "itemStyle": {"color": "#5b6b7c"},
    }


def _funnel_table(found: Pivot, plotted: Funnel) -> Any:
    info = found.infos[found.filters.measure]
    columns = [
        Column("name", _("Đơn vị")),
        Column("size", _("Mẫu số"), "number", 0),
        Column("rate", info.short, "number", info.decimals, info.unit),
        Column("words", _("So với toàn bộ")),
    ]
    rows = [
        {
            "name": one.name,
            "size": Decimal(str(one.size)),
            "rate": Decimal(str(round(one.rate, 4))),
            "words": _outside_words(one.outside, stands=one.stands),
        }
        for one in plotted.points
    ]
    return make_table(None, columns, rows, caption=_("Biểu đồ phễu dạng bảng"))


def _outside_words(outside: int, *, stands: bool) -> str:
    if stands:
        return _("khác rõ rệt, kể cả khi xét mọi đơn vị cùng lúc")
    return (_("không tách được khỏi ngẫu nhiên"), _("có thể khác"), _("có thể khác"))[outside]


def _series_dimension(found: Pivot, wanted: Sequence[Dimension]) -> Dimension:
    """The first dimension that is no filter and has several members to tell apart."""
    for one in wanted:
        several = len(found.members[one]) > 1 and found.question.places[one] is not Axis.FILTER
        if several and not (one is Dimension.MEASURE and not _one_unit(found)):
            return one
    return wanted[-1]


def _one_unit(found: Pivot) -> bool:
    return len({info.unit for info in found.infos}) == 1


def _bar_dimension(found: Pivot) -> Dimension:
    for one in (Dimension.UNIT, Dimension.OPTION):
        if len(found.members[one]) > 1 and found.question.places[one] is not Axis.FILTER:
            return one
    return Dimension.PERIOD


def _groups(found: Pivot, categories: Dimension) -> tuple[Dimension, list[Member]]:
    """Bars beside each other: few periods or options; else the one member looked at."""
    for one in (Dimension.OPTION, Dimension.PERIOD):
        count = len(found.members[one])
        shown = found.question.places[one] is not Axis.FILTER
        if one is not categories and shown and 1 < count <= MOST_GROUPS:
            return one, list(found.members[one])
    pinned = found.member(Dimension.PERIOD, found.filters.period)
    return Dimension.PERIOD, [pinned] if categories is not Dimension.PERIOD else [
        Member(-2, "", found.question.unit.full_name)
    ]


def _members(found: Pivot, dimension: Dimension, most: int) -> list[Member]:
    """The members in the order of the table's rows, as far as they are rows."""
    if dimension in found.row_dimensions:
        place = found.row_dimensions.index(dimension)
        order = dict.fromkeys(row[place] for row in found.rows)
        return [found.member(dimension, at) for at in list(order)[:most]]
    shown = list(found.members[dimension])
    if found.question.places[dimension] is Axis.FILTER or (
        dimension is Dimension.MEASURE and not _one_unit(found)
    ):
        return [found.member(dimension, getattr(found.filters, dimension.value))]
    return shown[:most]


def _named_spots(
    found: Pivot, dimension: Dimension, members: Sequence[Member]
) -> list[tuple[str, Spot]]:
    return [
        (
            _name(dimension, member),
            found.filters if member.at == -2 else found.filters.at(dimension, member.at),
        )
        for member in members
    ]


def _name(dimension: Dimension, member: Member) -> str:
    if dimension is Dimension.OPTION:
        return member.label or _("Tổng số")
    if dimension is Dimension.UNIT and member.at != TOTAL:
        return member.short or member.label
    return member.short or member.label


def _value(found: Pivot, spot: Spot) -> Decimal | None:
    value = found.figure(spot).value
    return None if value is None else round(value, found.infos[spot.measure].decimals)


def _title(found: Pivot, dimension: Dimension) -> str:
    info = found.infos[found.filters.measure]
    if dimension is Dimension.MEASURE and _one_unit(found):
        return caption(found)
    place = found.question.unit.full_name
    several = len(found.question.periods) > 1 and found.question.view is not View.LINES
    period = found.member(Dimension.PERIOD, found.filters.period).label if several else ""
    return "; ".join(
        filter(None, [info.label, place, period if dimension is not Dimension.PERIOD else ""])
    )


def _cut(found: Pivot, dimension: Dimension, most: int) -> str:
    count = len(found.members[dimension])
    if count <= most or found.question.places[dimension] is Axis.FILTER:
        return ""
    return _("Chỉ vẽ {most} trong {count}, theo thứ tự của bảng.").format(most=most, count=count)
