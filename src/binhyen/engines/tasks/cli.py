"""`binhyen tasks …`: who is late, why nobody can say they did not know."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from binhyen.engines.tasks import api
from binhyen.engines.units.api import find
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, OnOption, parse_day, say

app = typer.Typer(no_args_is_help=True, help="Nhiệm vụ giao theo văn bản chỉ đạo.")


@app.command()
def board(
    under: Annotated[str, typer.Option("--under", help="mã đơn vị; VN là cả nước")] = "VN",
    on: OnOption = None,
    by: Annotated[str, typer.Option("--by", help="unit, order hoặc level")] = "unit",
    level: Annotated[
        int | None, typer.Option("--level", help="0–3, khi một mã chỉ hai đơn vị khác cấp")
    ] = None,
    known_on: Annotated[
        str | None,
        typer.Option("--known-on", help="chỉ tính những gì đã ghi đến hết ngày này"),
    ] = None,
    format_: FormatOption = Format.text,
) -> None:
    """Đếm nhiệm vụ theo trạng thái trong một ngày; tỷ lệ tính trên nhiệm vụ đã đến hạn."""
    day = parse_day(on)
    known = parse_day(known_on) if known_on else None
    unit = find(under, day, level)
    found = api.board(Actor.operator(), api.BoardQuery(unit.id, day, by, known_on=known))
    facts = {
        "on": day.isoformat(),
        "known_on": known.isoformat() if known else None,
        "under": {"code": unit.code, "name": unit.full_name},
        "by": by,
        "rows": [_row(one) for one in found.rows],
        "total": _row(found.total),
    }
    say(facts, format_)


@app.command("remind")
def remind(on: OnOption = None, format_: FormatOption = Format.text) -> None:
    """Nhắc việc sắp đến hạn và quá hạn, báo cấp trên việc quá hạn lâu; chạy lại không nhắc hai lần."""
    day = parse_day(on)
    say({"on": day.isoformat(), **asdict(api.remind(Actor.operator(), on=day))}, format_)


@app.command("follow")
def follow(on: OnOption = None) -> None:
    """Chuyển nhiệm vụ chưa xong của đơn vị đã sáp nhập sang đơn vị kế thừa."""
    day = parse_day(on)
    say({"on": day.isoformat(), "moved": api.follow_successions(Actor.operator(), on=day)})


def _row(row: api.BoardRow) -> dict[str, Any]:
    return {
        "label": row.label,
        **{state.value: n for state, n in row.counts.items()},
        "fell_due": row.fell_due,
        "done_of_due": row.done_of_due,
        "rate": None if row.rate is None else round(row.rate, 4),
        "oldest_due": row.oldest_due.isoformat() if row.oldest_due else None,
    }
