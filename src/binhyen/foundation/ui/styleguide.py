"""Every component in every state, with made-up contents: the page authors' catalogue and our own test object."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from binhyen.foundation.ui.charts import bar_chart, line_chart
from binhyen.foundation.ui.maps import MapItem, ShownMap, Tone, tile_map
from binhyen.foundation.ui.page import page
from binhyen.foundation.ui.tables import Cell, Column, Table, make_table
from binhyen.foundation.ui.verdict import Verdict

NAMES = (
    "An Bình", "Bình Minh", "Cẩm Sơn", "Đông Hải", "Giao Thủy", "Hòa Lộc", "Khánh Yên", "Lương Sơn",
    "Mỹ Đức", "Nam Tiến", "Phú Xuân", "Quảng Thành", "Sơn Hà", "Tân Lập", "Vạn Phúc", "Xuân Giang",
)  # fmt: skip
LEGEND: dict[Tone, Any] = {
    "met": _("Đạt"),
    "short": _("Thiếu"),
    "over": _("Vượt"),
    "unknown": _("Chưa đo được"),
}


class SampleForm(forms.Form):
    """A form in each state: filled, with help, wrong."""

    name = forms.CharField(label=_("Tên đơn vị"), help_text=_("Như trong quyết định thành lập."))
    level = forms.ChoiceField(label=_("Cấp"), choices=[("1", _("Tỉnh")), ("3", _("Xã"))])
    founded_on = forms.DateField(
        label=_("Ngày thành lập"), widget=forms.DateInput(attrs={"type": "date"})
    )
    count = forms.IntegerField(label=_("Số cán bộ"), min_value=0)
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea({"rows": 3}))
    agreed = forms.BooleanField(label=_("Đã đối chiếu với bản giấy"), required=False)


class SampleFilters(forms.Form):
    search = forms.CharField(label=_("Tên hoặc mã"), required=False)
    level = forms.ChoiceField(
        label=_("Loại"),
        choices=[("", _("Tất cả")), ("commune", _("Xã")), ("town", _("Thị trấn"))],
        required=False,
    )


@login_not_required
def show(request: HttpRequest) -> TemplateResponse:
    """The component page; it shows no data of the installation."""
    wrong = SampleForm({"name": "", "level": "3", "founded_on": "31-02-2022", "count": "-1"})
    context = {
        "form": SampleForm(initial={"name": "Xã An Bình", "level": "3"}),
        "wrong_form": wrong,
        "filter_form": SampleFilters(request.GET or None),
        "table": _table(request),
        "empty_table": make_table(request, [Column("a", "A")], [], caption=_("Bảng trống")),
        "states": ("met", "short", "over", "unknown"),
        "share": Decimal("33.76"),
        "on": date(2022, 6, 3),
        "shortcuts": [("03/06/2022", date(2022, 6, 3)), (_("Sau sáp nhập"), date(2025, 7, 1))],
        "facts": [
            (_("Tên"), "Xã An Bình"),
            (_("Mã"), "00001"),
            (_("Trưởng công an"), None),
        ],
        "steps": _steps(),
        "tabs": [
            {"label": _("Tổng quan"), "url": "#tabs", "current": True, "count": ""},
            {"label": _("Biên chế"), "url": "#tabs", "current": False, "count": 12},
            {"label": _("Lịch sử"), "url": "#tabs", "current": False, "count": ""},
        ],
        "tiles": _tiles(),
        "charts": _charts(),
    }
    return page(
        request,
        "ui/styleguide.html",
        context,
        title=_("Sổ tay giao diện"),
        over=_("Dành cho người viết trang"),
        subtitle=_("Mọi thành phần ở mọi trạng thái. Tên và số ở đây chỉ để minh họa."),
        crumbs=[(_("Trang đầu"), "/")],
    )


def _table(request: HttpRequest) -> Table:
    columns = [
        Column("name", _("Đơn vị")),
        Column("officers", _("Cán bộ"), "number", unit=str(_("người"))),
        Column("change", _("So kỳ trước"), "change"),
        Column("share", _("Tỷ lệ"), "number", 2, unit="%"),
        Column("since", _("Từ ngày"), "date"),
        Column("verdict", _("Định mức"), "verdict", sortable=False),
    ]
    states = (Verdict("met"), Verdict("short", "2 người"), Verdict("over", "1"), Verdict("unknown"))
    rows = [
        {
            "name": Cell(f"Xã {name}", url="#table", note=_("Loại I") if at == 0 else ""),
            "officers": None if at == 3 else 5 + at % 4 * 400,
            "change": at - 3,
            "share": None if at == 3 else Decimal(3376 + 137 * at) / 100,
            "since": date(2020, 9, 1 + at),
            "verdict": states[at % 4],
        }
        for at, name in enumerate(NAMES)
    ]
    return make_table(
        request, columns, rows, caption=_("Cán bộ theo đơn vị"), page_size=6,
        total={"name": _("Cộng"), "officers": 9_680},
    )  # fmt: skip


def _steps() -> list[dict[str, Any]]:
    return [
        {"on": date(2019, 11, 1), "title": _("Thành lập"), "text": _("Theo quyết định của tỉnh.")},
        {"on": date(2020, 9, 30), "title": _("Đủ năm vị trí"), "url": "#timeline"},
        {"on": date(2025, 7, 1), "title": _("Sáp nhập"), "current": True},
    ]


def _tiles() -> ShownMap:
    tones: tuple[Tone, ...] = ("met", "short", "over", "unknown")
    items = [
        MapItem(
            id=at,
            name=name,
            title=f"Xã {name}: {LEGEND[tones[at % 4]]}",
            tone=tones[at % 4],
            lat=20 - at // 4 * 0.1,
            lon=105 + at % 4 * 0.1,
            url=f"#unit-{at}",
            group="A" if at % 4 < 2 else "B",
        )
        for at, name in enumerate(NAMES)
    ]
    return tile_map("sample-tiles", _("Bản đồ ô lục giác"), items, LEGEND)


def _charts() -> list[Any]:
    months = [f"Tháng {month}" for month in range(1, 7)]
    return [
        bar_chart(
            "sample-bars", _("Cán bộ theo tháng"), months,
            {"Xã": [2100, 2210, 2340, None, 2500, 2570], "Thị trấn": [410, 420, 455, 470, 480, 500]},
            unit="người", note=_("Tháng 4 chưa có báo cáo."),
        ),
        line_chart(
            "sample-lines", _("Tỷ lệ khám phá"), months,
            {"Năm nay": [Decimal("80.1"), Decimal("81.5"), Decimal("83.2"), Decimal("82.9"), None, Decimal("86.4")],
             "Năm trước": [Decimal("78.0"), Decimal("79.4"), Decimal("79.9"), Decimal("80.3"), Decimal("80.2"), Decimal("81.0")]},
            decimals=1, unit="%",
        ),
        bar_chart(
            "sample-lying", _("Thiếu nhiều nhất"), [f"Xã {name}" for name in NAMES[:6]],
            {"Thiếu": [9, 7, 5, 4, 2, 1]}, unit="người", lying=True,
        ),
    ]  # fmt: skip
