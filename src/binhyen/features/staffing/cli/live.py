"""`binhyen plan export | import`, on live data: mounted beside the commands on files, and needing an installation."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from binhyen.engines.units.api import Level, find
from binhyen.features.staffing import api
from binhyen.features.staffing.cli import app
from binhyen.features.staffing.cli.options import BoundInOption, FolderArgument, PlanArgument
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, OnOption, parse_day, say

UnderOption = Annotated[str, typer.Option("--under", help="mã tỉnh mang vào ngày của số liệu")]
FolderOption = Annotated[Path, typer.Option("--out", help="thư mục nhận năm tệp, định dạng 1")]
NameOption = Annotated[str, typer.Option("--name", help="tên phương án")]
RelaxedOption = Annotated[
    Path | None, typer.Option("--relaxed", help="relax.csv: các điều kiện đã nới")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="lý do nới điều kiện")]
WavesOption = Annotated[
    list[str] | None,
    typer.Option("--wave", help="ngày đầu một đợt, năm-tháng-ngày; nêu nhiều lần theo thứ tự"),
]


@app.command("export")
def export(
    under: UnderOption,
    out: FolderOption,
    on: OnOption = None,
    waves: WavesOption = None,
    all_posts: Annotated[  # noqa: FBT002 - a flag on the command line
        bool, typer.Option("--all-posts", help="mọi vị trí của định mức, không chỉ chỗ trống")
    ] = False,
    format_: FormatOption = Format.text,
) -> None:
    """Xuất bài toán điều động của một tỉnh từ dữ liệu thật trong ngày ra năm tệp định dạng 1."""
    day = parse_day(on)
    unit = find(under, day, Level.PROVINCE)
    settings = api.Settings(
        vacancies_only=not all_posts,
        waves=tuple(api.WaveSetting(parse_day(one)) for one in waves or ()),
    )
    paths = api.export_instance(
        Actor.operator(), under_id=unit.id, on=day, folder=out, settings=settings
    )
    say(
        {
            "unit": unit.full_name,
            "on": day.isoformat(),
            "files": {name: str(path) for name, path in paths.items()},
        },
        format_,
    )


@app.command("import")
def import_(
    folder: FolderArgument,
    plan: PlanArgument,
    name: NameOption,
    on: OnOption = None,
    bound: BoundInOption = None,
    relaxations: RelaxedOption = None,
    reason: ReasonOption = "",
    format_: FormatOption = Format.text,
) -> None:
    """Nhập một phương án đã tính từ tệp; chỉ nhận phương án không vi phạm điều kiện nào."""
    day: date | None = None if on is None else parse_day(on)
    files = api.Brought(folder, plan, relaxations, bound)
    stored = api.import_plan(Actor.operator(), files=files, name=name, on=day, reason=reason)
    result = api.result_of(stored)
    say(
        {
            "id": stored.pk,
            "name": stored.name,
            "on": stored.on.isoformat(),
            "wanted": stored.wanted,
            "objective": result.objective if result else None,
            "bound": result.bound if result else None,
            "gap": result.gap if result else None,
        },
        format_,
    )


__all__ = ["app"]
