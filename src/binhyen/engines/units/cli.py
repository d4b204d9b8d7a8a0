"""`binhyen units …`: loading, counting and showing units."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from binhyen.engines.units import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, OnOption, parse_day, say

app = typer.Typer(no_args_is_help=True, help="Đơn vị hành chính theo thời gian.")


@app.command()
def load(
    source: Annotated[Path | None, typer.Option("--source", help="thư mục năm tệp CSV")] = None,
    format_: FormatOption = Format.text,
) -> None:
    """Nạp đơn vị từ dữ liệu đi kèm hoặc từ một thư mục."""
    counts = api.load_units(Actor.operator(), source=source)
    say({"added": counts.added, "unchanged": counts.unchanged, "sha256": counts.digests}, format_)


@app.command()
def count(
    on: OnOption = None,
    under: Annotated[str | None, typer.Option("--under", help="mã đơn vị bao trùm")] = None,
    format_: FormatOption = Format.text,
) -> None:
    """Đếm đơn vị có hiệu lực trong một ngày."""
    day = parse_day(on)
    under_id = None if under is None else api.find(under, day).id
    say({"on": day.isoformat(), "under": under, **api.count_units(day, under_id)}, format_)


@app.command()
def show(
    code: str,
    on: OnOption = None,
    level: Annotated[
        int | None, typer.Option("--level", min=0, max=3, help="1 tỉnh, 2 huyện, 3 xã")
    ] = None,
    format_: FormatOption = Format.text,
) -> None:
    """Cho biết mọi điều về đơn vị mang mã này trong ngày hỏi."""
    say(api.describe_unit(code, parse_day(on), level), format_)


@app.command()
def search(
    text: str,
    on: OnOption = None,
    under: Annotated[str | None, typer.Option("--under", help="mã đơn vị bao trùm")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 50,
    format_: FormatOption = Format.text,
) -> None:
    """Tìm đơn vị theo tên, không cần dấu."""
    day = parse_day(on)
    under_id = None if under is None else api.find(under, day).id
    hits = api.search_units(text, day, under_id, limit)
    found = [
        {
            "code": hit.unit.code,
            "level": hit.unit.level,
            "full_name": hit.unit.full_name,
            "where": hit.where,
        }
        for hit in hits
    ]
    say({"on": day.isoformat(), "found": found}, format_)
