"""`binhyen units …`: loading, counting and showing units."""

from __future__ import annotations

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from binhyen.engines.units import api
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid

app = typer.Typer(no_args_is_help=True, help="Đơn vị hành chính theo thời gian.")


class Format(StrEnum):
    """How answers are printed."""

    TEXT = "text"
    JSON = "json"


On = Annotated[str | None, typer.Option("--on", help="ngày hỏi, năm-tháng-ngày; mặc định hôm nay")]
As = Annotated[Format, typer.Option("--format", help="text hoặc json")]


@app.command()
def load(
    source: Annotated[Path | None, typer.Option("--source", help="thư mục năm tệp CSV")] = None,
    format_: As = Format.TEXT,
) -> None:
    """Nạp đơn vị từ dữ liệu đi kèm hoặc từ một thư mục."""
    counts = api.load_units(Actor.operator(), source=source)
    _say({"added": counts.added, "unchanged": counts.unchanged, "sha256": counts.digests}, format_)


@app.command()
def count(
    on: On = None,
    under: Annotated[str | None, typer.Option("--under", help="mã đơn vị bao trùm")] = None,
    format_: As = Format.TEXT,
) -> None:
    """Đếm đơn vị có hiệu lực trong một ngày."""
    day = _day(on)
    under_id = None if under is None else api.find(under, day).id
    _say({"on": day.isoformat(), "under": under, **api.count_units(day, under_id)}, format_)


@app.command()
def show(
    code: str,
    on: On = None,
    level: Annotated[
        int | None, typer.Option("--level", min=0, max=3, help="1 tỉnh, 2 huyện, 3 xã")
    ] = None,
    format_: As = Format.TEXT,
) -> None:
    """Cho biết mọi điều về đơn vị mang mã này trong ngày hỏi."""
    _say(api.describe_unit(code, _day(on), level), format_)


@app.command()
def search(
    text: str,
    on: On = None,
    under: Annotated[str | None, typer.Option("--under", help="mã đơn vị bao trùm")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 50,
    format_: As = Format.TEXT,
) -> None:
    """Tìm đơn vị theo tên, không cần dấu."""
    day = _day(on)
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
    _say({"on": day.isoformat(), "found": found}, format_)


def _day(text: str | None) -> date:
    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(
            N_("“{text}” không phải ngày: viết năm-tháng-ngày, như 2025-07-01."), text=text
        ) from None


def _say(facts: dict[str, Any], format_: Format) -> None:
    if format_ is Format.JSON:
        sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
        return
    for line in _lines(facts):
        sys.stdout.write(line + "\n")


def _lines(facts: dict[str, Any], indent: str = "") -> list[str]:
    lines: list[str] = []
    for name, value in facts.items():
        if isinstance(value, dict):
            lines += [f"{indent}{name}:", *_lines(value, indent + "  ")]
        elif isinstance(value, list):
            lines += [f"{indent}{name}:", *(f"{indent}  - {_short(item)}" for item in value)]
        else:
            lines.append(f"{indent}{name}: {'–' if value is None else value}")
    return lines


def _short(item: object) -> str:
    if not isinstance(item, dict):
        return str(item)
    return " · ".join(f"{name}: {value}" for name, value in item.items() if value not in (None, ""))
