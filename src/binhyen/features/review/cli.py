"""`binhyen review …`: the report of a period as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from binhyen.engines.units.api import find
from binhyen.features.review.commands import run_review
from binhyen.features.review.files import write_files
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, parse_day, progress, say

app = typer.Typer(no_args_is_help=True, help="Sơ kết một kỳ.")

UnderOption = Annotated[
    str, typer.Option("--under", help="mã đơn vị mang vào ngày cuối kỳ; VN là cả nước")
]
FromOption = Annotated[
    str, typer.Option("--from", help="ngày đầu kỳ (ngày hội nghị trước), năm-tháng-ngày")
]
ToOption = Annotated[
    str, typer.Option("--to", help="ngày cuối kỳ (ngày hội nghị này), năm-tháng-ngày")
]
OutOption = Annotated[Path, typer.Option("--out", help="thư mục nhận ba tệp")]
LevelOption = Annotated[
    int | None, typer.Option("--level", help="0–3, khi một mã chỉ hai đơn vị khác cấp")
]


@app.callback()
def _group() -> None:
    """Keep `run` a sub-command although it is the only one."""


@app.command("run")
def run(
    under: UnderOption,
    start: FromOption,
    end: ToOption,
    out: OutOption,
    level: LevelOption = None,
    format_: FormatOption = Format.text,
) -> None:
    """Tính số liệu, soạn báo cáo, ghi report.docx, report.pdf, figures.json vào thư mục."""
    first, last = parse_day(start), parse_day(end)
    actor = Actor.operator()
    unit = find(under, last, level)
    progress(f"Tính số liệu {unit.full_name} …")
    made = run_review(actor, under_id=unit.id, start=first, end=last)
    progress("Ghi tệp …")
    paths = write_files(actor, made, out)
    say(
        {
            "id": made.pk,
            "unit": unit.full_name,
            "from": first.isoformat(),
            "to": last.isoformat(),
            "figures": len(made.figures),
            "sha256": made.digest,
            "files": {kind: str(path) for kind, path in paths.items()},
        },
        format_,
    )
