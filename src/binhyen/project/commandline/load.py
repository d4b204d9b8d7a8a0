"""`binhyen load …`: the catalogue, the units, a world."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from binhyen.engines.units.api import load_units
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, progress, say
from binhyen.kernel.errors import N_, Invalid
from binhyen.project import demo_accounts, loading

app = typer.Typer(no_args_is_help=True, help="Nạp danh mục, đơn vị, thế giới mô phỏng.")

COUNTRY = "viet_nam"
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
def world(
    name: str,
    values: Annotated[
        str | None, typer.Option("--values", help="cỡ của viet_nam: 3e6, 30e6 hoặc 100e6")
    ] = None,
    format_: FormatOption = Format.text,
) -> None:
    """Nạp một thế giới mô phỏng (thanh_hoa, viet_nam) cùng mọi thứ nó cần."""
    if values and name != COUNTRY:
        raise Invalid(N_("--values chỉ dùng cho thế giới {name}."), name=COUNTRY)
    options = {"values": values} if values else {}
    say(loading.load_world(Actor.operator(), name, progress, **options), format_)
    if name == COUNTRY:
        demo_accounts.open_once(Actor.operator())
