"""`binhyen load …`: the catalogue, the units, a world."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from binhyen.engines.units.api import load_units
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, progress, say
from binhyen.project import loading

app = typer.Typer(no_args_is_help=True, help="Nạp danh mục, đơn vị, thế giới mô phỏng.")

FolderOption = Annotated[
    Path | None, typer.Option("--from", help="thư mục thay cho dữ liệu đi kèm")
]


@app.command("catalogue")
def catalogue(folder: FolderOption = None, format_: FormatOption = Format.text) -> None:
    """Nạp chỉ tiêu, chỉ số, định mức, chức danh, văn bản; nạp lại không đổi gì."""
    say(loading.load_catalogue(Actor.operator(), folder), format_)


@app.command("units")
def units(folder: FolderOption = None, format_: FormatOption = Format.text) -> None:
    """Nạp đơn vị hành chính và quá trình sắp xếp từ 2019 đến nay."""
    counts = load_units(Actor.operator(), source=folder)
    say({"added": counts.added, "unchanged": counts.unchanged, "sha256": counts.digests}, format_)


@app.command("world")
def world(name: str, format_: FormatOption = Format.text) -> None:
    """Nạp một thế giới mô phỏng (thanh_hoa) cùng mọi thứ nó cần."""
    say(loading.load_world(Actor.operator(), name, progress), format_)
