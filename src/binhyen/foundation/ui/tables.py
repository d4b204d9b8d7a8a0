"""A table of results that are already in memory: sorted, cut into pages, shown as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

from binhyen.foundation.ui.formats import MISSING, show_day, show_number, show_signed
from binhyen.foundation.ui.verdict import Verdict
from binhyen.kernel.text import sort_key

Kind = Literal["text", "number", "change", "date", "verdict"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` finds the value in a row, `kind` decides how it looks and sorts."""

    key: str
    label: str | Promise
    kind: Kind = "text"
    decimals: int | None = None
    unit: str = ""
    sortable: bool = True

    @property
    def css(self) -> str:
        return {"number": "is-number", "change": "is-number", "date": "is-date"}.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with a link or a small remark under it."""

    value: Any
    url: str = ""
    note: str | Promise = ""


Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ShownHead:
    label: str
    unit: str
    css: str
    url: str  # empty when the column cannot be sorted
    sorted: Literal["", "ascending", "descending"]


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    css: str
    url: str
    note: str
    verdict: Verdict | None
    missing: bool


@dataclass(frozen=True, slots=True)
class Table:
    """What `ui/_table.html` shows."""

    caption: str
    head: list[ShownHead]
    body: list[list[ShownCell]]
    foot: list[ShownCell]
    page: Page[Row] | None
    pages: list[tuple[str, str, bool]]  # label, address (empty for a gap), whether it is this one
    count: int


def make_table(
    request: HttpRequest | None,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    caption: str | Promise,
    total: Row | None = None,
    page_size: int = 50,
    prefix: str = "",
) -> Table:
    """Build a table from rows in memory (up to some ten thousand).

    Args:
        request: its address says the sorting and the page; None shows all rows as given.
        columns: in order; the first one names the row.
        rows: each a mapping from column key to a plain value, a `Cell` or a `Verdict`.
        caption: what the table shows, read out first by a screen reader.
        total: a last row that stays in sight.
        page_size: rows a page.
        prefix: tells two tables on one page apart in the address (`<prefix>sort`, `<prefix>page`).
    """
    query = request.GET if request else QueryDict()
    wish = query.get(f"{prefix}sort", "")
    ordered = _ordered(columns, rows, wish)
    paginator = Paginator(ordered, page_size)
    page = paginator.get_page(query.get(f"{prefix}page")) if request else None
    shown = page.object_list if page else ordered
    return Table(
        caption=str(caption),
        head=[_head(column, wish, query, prefix, links=request is not None) for column in columns],
        body=[[_cell(column, row.get(column.key)) for column in columns] for row in shown],
        # A column without a total stays blank: a dash would read as a figure that is missing.
        foot=[_cell(column, total.get(column.key, "")) for column in columns] if total else [],
        page=page if page and page.has_other_pages() else None,
        pages=_pages(page, query, prefix) if page and page.has_other_pages() else [],
        count=len(ordered),
    )


def _ordered(columns: Sequence[Column], rows: Sequence[Row], wish: str) -> list[Row]:
    column = next(
        (one for one in columns if one.sortable and one.key == wish.removeprefix("-")), None
    )
    if column is None:
        return list(rows)
    present = [row for row in rows if _plain(row.get(column.key)) is not None]
    missing = [row for row in rows if _plain(row.get(column.key)) is None]
    present.sort(key=lambda row: _rank(_plain(row[column.key])), reverse=wish.startswith("-"))
    return present + missing  # unknown values stand last whichever way one sorts


def _plain(value: object) -> object:
    return value.value if isinstance(value, Cell) else value


def _rank(value: object) -> Any:
    if isinstance(value, int | float | Decimal | date):
        return value
    return sort_key(str(value))


def _head(column: Column, wish: str, query: QueryDict, prefix: str, *, links: bool) -> ShownHead:
    ascending, descending = wish == column.key, wish == f"-{column.key}"
    next_wish = f"-{column.key}" if ascending else column.key
    return ShownHead(
        label=str(column.label),
        unit=column.unit,
        css=column.css,
        url=_address(query, f"{prefix}sort", next_wish, drop=f"{prefix}page")
        if links and column.sortable
        else "",
        sorted="ascending" if ascending else "descending" if descending else "",
    )


def _cell(column: Column, given: object) -> ShownCell:
    cell = given if isinstance(given, Cell) else Cell(given)
    verdict = cell.value if isinstance(cell.value, Verdict) else None
    return ShownCell(
        text=_text(column, cell.value),
        css=column.css,
        url=cell.url,
        note=str(cell.note),
        verdict=verdict,
        missing=cell.value is None,
    )


def _text(column: Column, value: object) -> str:
    if value is None:
        return MISSING
    if column.kind == "change" and isinstance(value, int | Decimal):
        return show_signed(value, column.decimals)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return show_number(value, column.decimals)
    if isinstance(value, date | datetime):
        return show_day(value)
    return str(value)


def _pages(page: Page[Row], query: QueryDict, prefix: str) -> list[tuple[str, str, bool]]:
    paginator = page.paginator
    numbers = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [
        (str(number), _address(query, f"{prefix}page", str(number)), number == page.number)
        if isinstance(number, int)
        else ("…", "", False)
        for number in numbers
    ]


def _address(query: QueryDict, key: str, value: str, drop: str = "") -> str:
    changed = query.copy()
    changed[key] = value
    changed.pop(drop, None)
    return f"?{changed.urlencode()}"
