from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from binhyen.foundation.ui.api import (
    Cell,
    Column,
    MapItem,
    Verdict,
    bar_chart,
    make_table,
    tile_map,
)

HOSTILE = "<script>alert('x')</script>\"'&"


def asked(query: str = "") -> HttpRequest:
    return RequestFactory().get(f"/?{query}")


def names(html_table: object) -> list[str]:
    return [row[0].text for row in html_table.body]


ROWS = [
    {"name": "Đông Sơn", "count": 1200},
    {"name": "Ân Thi", "count": None},
    {"name": "An Bình", "count": 7},
]
COLUMNS = [Column("name", "Tên"), Column("count", "Số", "number")]


def test_it_escapes_hostile_names_everywhere() -> None:
    table = make_table(
        asked(),
        COLUMNS,
        [{"name": Cell(HOSTILE, url=f"/{HOSTILE}", note=HOSTILE)}],
        caption=HOSTILE,
    )
    item = MapItem(
        1, HOSTILE, HOSTILE, "short", 20, 105, url=f"/{HOSTILE}", group=HOSTILE, short=HOSTILE
    )
    shown = [
        render_to_string("ui/_table.html", {"table": table}),
        render_to_string("ui/_tile_map.html", {"map": tile_map("m", HOSTILE, [item], {"short": HOSTILE})}),
        render_to_string("ui/_chart.html", {"chart": bar_chart("c", HOSTILE, [HOSTILE], {HOSTILE: [1]})}),
        render_to_string("ui/_facts.html", {"facts": [(HOSTILE, HOSTILE)]}),
        render_to_string("ui/_timeline.html", {"steps": [{"on": date(2022, 6, 3), "title": HOSTILE, "text": HOSTILE}]}),
        render_to_string("ui/_crumbs.html", {"crumbs": [(HOSTILE, "/")], "title": HOSTILE}),
        render_to_string("ui/_empty.html", {"title": HOSTILE, "text": HOSTILE}),
        render_to_string("ui/_verdict.html", {"verdict": Verdict("over", HOSTILE)}),
    ]  # fmt: skip
    for html in shown:
        assert "alert" in html
        assert "<script>alert" not in html
        assert 'href="/<' not in html


def test_it_sorts_by_the_vietnamese_alphabet_with_the_unknown_last() -> None:
    assert names(make_table(asked("sort=name"), COLUMNS, ROWS, caption="")) == [
        "An Bình", "Ân Thi", "Đông Sơn",
    ]  # fmt: skip
    for wish, order in (("count", ["An Bình", "Đông Sơn"]), ("-count", ["Đông Sơn", "An Bình"])):
        table = make_table(asked(f"sort={wish}"), COLUMNS, ROWS, caption="")
        assert names(table) == [*order, "Ân Thi"]


def test_it_leaves_rows_alone_when_the_wish_makes_no_sense() -> None:
    for wish in ("nothing", "-", "--name", "name'; DROP"):
        assert names(make_table(asked(f"sort={wish}"), COLUMNS, ROWS, caption=""))[0] == "Đông Sơn"


def test_its_links_keep_the_rest_of_the_address() -> None:
    table = make_table(
        asked("on=2022-06-03&sort=name&page=2"), COLUMNS, ROWS, caption="", page_size=1
    )
    assert table.head[0].sorted == "ascending"
    assert table.head[0].url == "?on=2022-06-03&sort=-name"
    assert [here for _, _, here in table.pages] == [False, True, False]
    assert table.pages[2][1] == "?on=2022-06-03&sort=name&page=3"


@pytest.mark.parametrize("page", ["0", "-1", "99", "x"])
def test_it_shows_some_page_whatever_is_asked(page: str) -> None:
    table = make_table(asked(f"page={page}"), COLUMNS, ROWS, caption="", page_size=2)
    assert table.body


def test_it_tells_nothing_known_from_nothing_there() -> None:
    table = make_table(asked(), COLUMNS, [{"name": "A", "count": 0}, {"name": "B"}], caption="")
    assert [row[1].text for row in table.body] == ["0", "–"]
    card = Template('{% load ui %}{% stat "Cán bộ" value "người" %}')
    assert "Chưa có số liệu" in card.render(Context({"value": None}))
    assert "Chưa có số liệu" not in card.render(Context({"value": 0}))


def test_it_writes_numbers_in_the_readers_language() -> None:
    text = Template("{% load ui %}{{ n|number:2 }} {{ d|day }}")
    context = Context({"n": Decimal("1234.5"), "d": date(2022, 6, 3)})
    assert text.render(context) == "1.234,50 03/06/2022"
    with translation.override("en"):
        assert text.render(context) == "1,234.50 03/06/2022"


def test_a_verdict_always_has_a_word() -> None:
    tag = Template("{% load ui %}{% verdict state '3 người' %}")
    assert "Thiếu 3 người" in tag.render(Context({"state": "short"}))
    assert "Chưa đo được" in tag.render(Context({"state": "not_measurable"}))
    with pytest.raises(ValueError, match="splendid"):
        tag.render(Context({"state": "splendid"}))


def test_a_missing_figure_is_a_gap_in_a_chart() -> None:
    chart = bar_chart("c", "T", ["a", "b"], {"s": [Decimal("1.5"), None]}, decimals=1)
    assert chart.option["series"][0]["data"] == [1.5, None]
    assert [row[1].text for row in chart.table.body] == ["1,5", "–"]
