"""Charts as data: an option the browser and the document renderer both draw, and a table that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from binhyen.foundation.ui.tables import Column, Table, make_table

Number = Decimal | int | None
Series = Mapping[str, Sequence[Number]]

ITEM = _("Mục")
PERIOD = _("Kỳ")


@dataclass(frozen=True, slots=True)
class Chart:
    """What `ui/_chart.html` shows; `id` is unique on its page."""

    id: str
    title: str | Promise
    option: dict[str, Any]
    table: Table
    note: str | Promise = ""
    size: Literal["normal", "tall"] = "normal"

    @property
    def option_id(self) -> str:
        return f"{self.id}-option"


def bar_chart(  # noqa: PLR0913 - the parts of a chart, all but four by name
    id: str,  # noqa: A002 - it becomes the element's id
    title: str | Promise,
    categories: Sequence[str],
    series: Series,
    *,
    decimals: int = 0,
    unit: str = "",
    note: str | Promise = "",
    lying: bool = False,
    stacked: bool = False,
    head: str | Promise = ITEM,
) -> Chart:
    """Bars by category; `lying` suits long names. A missing value leaves a gap, never a zero."""
    names: dict[str, Any] = {"type": "category", "data": list(categories)}
    # Lying bars: the first category on top, as in the table. Standing ones: crowded names give way.
    names |= {"inverse": True} if lying else {"axisLabel": {"hideOverlap": True}}
    label = {"show": len(series) == 1, "position": "right" if lying else "top"}
    drawn = [
        {"type": "bar", "name": name, "data": _plain(values), "label": label}
        | ({"stack": "all"} if stacked else {})
        for name, values in series.items()
    ]
    figures = {"type": "value"}
    axes = {"xAxis": figures, "yAxis": names} if lying else {"xAxis": names, "yAxis": figures}
    option = _frame(series, decimals, unit) | axes | {"series": drawn}
    table = _table(title, head, categories, series, decimals, unit)
    size: Literal["normal", "tall"] = "tall" if lying and len(categories) > 12 else "normal"
    return Chart(id, title, option, table, note, size)


def line_chart(
    id: str,  # noqa: A002 - it becomes the element's id
    title: str | Promise,
    periods: Sequence[str],
    series: Series,
    *,
    decimals: int = 0,
    unit: str = "",
    note: str | Promise = "",
    head: str | Promise = PERIOD,
) -> Chart:
    """Lines over periods; each series has a mark of its own shape. A missing value breaks the line."""
    shapes = ("circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect")
    drawn = [
        {
            "type": "line",
            "name": name,
            "data": _plain(values),
            "symbol": shapes[place % len(shapes)],
            "connectNulls": False,
        }
        for place, (name, values) in enumerate(series.items())
    ]
    option = _frame(series, decimals, unit) | {
        "xAxis": {"type": "category", "data": list(periods), "boundaryGap": False},
        # A line is read by its slope: an axis from zero would flatten it. Bars always start at zero.
        "yAxis": {"type": "value", "scale": True},
        "series": drawn,
    }
    return Chart(id, title, option, _table(title, head, periods, series, decimals, unit), note)


def _frame(series: Series, decimals: int, unit: str) -> dict[str, Any]:
    named = len(series) > 1
    return {
        "binhyen": {"decimals": decimals, "unit": unit},
        "tooltip": {"trigger": "axis", "confine": True},
        "legend": {"show": named, "top": 0, "left": 0},
        "grid": {
            "left": 8,
            "right": 40,
            "top": 48 if named else 24,
            "bottom": 8,
            "containLabel": True,
        },
        "aria": {"enabled": True, "decal": {"show": named}},
    }


def _plain(values: Sequence[Number]) -> list[int | float | None]:
    # Only for drawing: the figures people read stand in the table, exact.
    return [float(value) if isinstance(value, Decimal) else value for value in values]


def _table(
    title: str | Promise,
    head: str | Promise,
    categories: Sequence[str],
    series: Series,
    decimals: int,
    unit: str,
) -> Table:
    columns = [Column("name", head)] + [
        Column(f"s{place}", name, "number", decimals, unit) for place, name in enumerate(series)
    ]
    rows = [
        {"name": category}
        | {f"s{place}": values[at] for place, values in enumerate(series.values())}
        for at, category in enumerate(categories)
    ]
    return make_table(None, columns, rows, caption=title)
