"""`binhyen plan workload`: the workload norm beside the flat one."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

import typer

from binhyen.engines.units.api import find
from binhyen.features.staffing.api import Workload, WorkPart, workload_posts
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, OnOption, parse_day, say


def workload(
    under: Annotated[str, typer.Option("--under", help="mã tỉnh, huyện hoặc xã")],
    on: OnOption = None,
    unit: Annotated[
        str | None, typer.Option("--unit", help="mã một đơn vị: kể từng việc của nó")
    ] = None,
    format_: FormatOption = Format.text,
) -> None:
    """Số người cần theo khối lượng công việc một năm (WISN), đặt cạnh định mức; nơi thiếu số liệu được nói rõ."""
    day = parse_day(on)
    found = workload_posts(Actor.operator(), find(under, day).id, day)
    if unit is not None:
        one = found[find(unit, day).id]
        say({**_row(one), "parts": [_part(part) for part in one.parts]}, format_)
        return
    rows = list(found.values())
    say({"on": day, **_totals(rows), "units": [_row(one) for one in rows]}, format_)


def _totals(rows: list[Workload]) -> dict[str, Any]:
    measured = [one for one in rows if one.posts is not None]
    both = [one for one in measured if one.flat is not None]
    return {
        "measured": len(measured),
        "not_measurable": len(rows) - len(measured),
        "posts": sum(one.posts or 0 for one in measured),
        "flat_of_measured": sum(one.flat or 0 for one in both),
        "by_difference": dict(sorted(Counter(one.difference or 0 for one in both).items())),
    }


def _row(one: Workload) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "officers": one.officers,
        "posts": one.posts,
        "flat": one.flat,
        "difference": one.difference,
        "brought_up": one.brought_up,
        "missing": "; ".join(one.missing),
    }


def _part(part: WorkPart) -> dict[str, Any]:
    return {
        "activity": part.label,
        "volume": part.volume,
        "officers": part.officers,
        "reports": f"{part.reported}/{part.expected}" if part.expected else "",
    }
