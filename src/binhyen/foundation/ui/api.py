"""The public surface of the interface: what a page author imports."""

from __future__ import annotations

from binhyen.foundation.ui.boundaries import national_map, province_map
from binhyen.foundation.ui.charts import Chart, bar_chart, line_chart
from binhyen.foundation.ui.devices import allow_devices
from binhyen.foundation.ui.formats import show_day, show_number
from binhyen.foundation.ui.maps import MapItem, ShownMap, outline_map, tile_map
from binhyen.foundation.ui.menu import register_menu_item
from binhyen.foundation.ui.notices import HomeNotice, register_notice
from binhyen.foundation.ui.page import page
from binhyen.foundation.ui.starts import register_start, start_for
from binhyen.foundation.ui.tables import Cell, Column, Table, make_table
from binhyen.foundation.ui.verdict import Verdict
from binhyen.foundation.ui.wording import actor_name, in_english, named, told, unit_word

__all__ = [
    "Cell",
    "Chart",
    "Column",
    "HomeNotice",
    "MapItem",
    "ShownMap",
    "Table",
    "Verdict",
    "actor_name",
    "allow_devices",
    "bar_chart",
    "in_english",
    "line_chart",
    "make_table",
    "named",
    "national_map",
    "outline_map",
    "page",
    "province_map",
    "register_menu_item",
    "register_notice",
    "register_start",
    "show_day",
    "show_number",
    "start_for",
    "tile_map",
    "told",
    "unit_word",
]
