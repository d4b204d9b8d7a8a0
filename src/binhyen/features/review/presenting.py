"""A document description as the page shows it: the same blocks, each number leading to its origin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from binhyen.engines.documents.api import (
    Annex,
    Block,
    BulletList,
    Cell,
    Chart,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
)
from binhyen.foundation.ui.api import Chart as ShownChart
from binhyen.foundation.ui.api import Column, make_table

Address = Callable[[str], str]
"""From a number's id to the page that explains it."""

TALL_FROM = 12


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A stretch of text; `url` set makes it a number."""

    text: str
    url: str = ""
    label: str = ""
    bold: bool = False
    italic: bool = False
    css: str = ""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """One block; `kind` picks the piece of the template."""

    kind: str
    text: str = ""
    anchor: str = ""
    level: int = 0
    runs: tuple[ShownRun, ...] = ()
    items: tuple[tuple[ShownRun, ...], ...] = ()
    head: tuple[ShownRun, ...] = ()
    rows: tuple[tuple[ShownRun, ...], ...] = ()
    total: tuple[ShownRun, ...] = ()
    note: str = ""
    chart: ShownChart | None = field(default=None)


def shown_blocks(document: Document, address: Address) -> list[ShownBlock]:
    """The document's blocks in their order."""
    return [
        _block(block, address, f"b{place}")
        for place, block in enumerate(document.blocks)
        if not isinstance(block, PageBreak)
    ]


def contents(blocks: Sequence[ShownBlock]) -> list[tuple[str, str]]:
    """Label and anchor of the main parts and the annexes."""
    return [
        (block.text, f"#{block.anchor}")
        for block in blocks
        if block.kind == "annex" or (block.kind == "heading" and block.level == 1)
    ]


def _block(block: Block, address: Address, anchor: str) -> ShownBlock:  # noqa: PLR0911 - a kind a line
    match block:
        case Heading(level, text):
            return ShownBlock("heading", text, anchor, level)
        case Annex(label, title):
            return ShownBlock("annex", f"{label}: {title}", anchor)
        case Paragraph(runs):
            return ShownBlock("paragraph", runs=_runs(runs, address))
        case BulletList(items):
            return ShownBlock("bullets", items=tuple(_runs(item, address) for item in items))
        case Chart():
            return ShownBlock("chart", chart=_chart(block, anchor))
        case Table():
            return _table(block, address, anchor)
        case PageBreak():
            return ShownBlock("break")


def _runs(runs: Sequence[Run], address: Address) -> tuple[ShownRun, ...]:
    return tuple(_run(run, address) for run in runs)


def _run(run: Run, address: Address, css: str = "") -> ShownRun:
    if isinstance(run, Text):
        return ShownRun(run.text, bold=run.bold, italic=run.italic, css=css)
    return ShownRun(run.text, address(run.origin), run.label, bold=run.bold, css=css)


def _table(table: Table, address: Address, anchor: str) -> ShownBlock:
    aligned = ["is-number" if column.align == "right" else "" for column in table.columns]

    def line(cells: Sequence[Cell]) -> tuple[ShownRun, ...]:
        return tuple(
            _run(cell, address, css) if isinstance(cell, Figure) else ShownRun(cell, css=css)
            for cell, css in zip(cells, aligned, strict=True)
        )

    return ShownBlock(
        "table",
        table.caption,
        anchor,
        head=tuple(
            ShownRun(column.title, css=css)
            for column, css in zip(table.columns, aligned, strict=True)
        ),
        rows=tuple(line(row) for row in table.rows),
        total=line(table.total) if table.total else (),
        note=table.note,
    )


def _chart(chart: Chart, anchor: str) -> ShownChart:
    option: Mapping[str, Any] = chart.option
    axis = next(
        option[name] for name in ("xAxis", "yAxis") if option[name].get("type") == "category"
    )
    series = option["series"]
    columns = [Column("name", "Mục")] + [
        Column(f"s{place}", one["name"], "number") for place, one in enumerate(series)
    ]
    rows = [
        {"name": name} | {f"s{place}": _number(one["data"][at]) for place, one in enumerate(series)}
        for at, name in enumerate(axis["data"])
    ]
    table = make_table(None, columns, rows, caption=chart.caption)
    size: Literal["normal", "tall"] = "tall" if len(rows) > TALL_FROM else "normal"
    return ShownChart(f"chart-{anchor}", chart.caption, dict(option), table, "", size)


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
