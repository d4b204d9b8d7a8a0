"""`binhyen directives …`: enter a file of directives and give their tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from binhyen.features.directives import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, say

app = typer.Typer(no_args_is_help=True, help="Văn bản chỉ đạo.")


@app.callback()
def _group() -> None:
    """Keep `import` a sub-command although it is the only one."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="tệp JSON các văn bản chỉ đạo")],
    format_: FormatOption = Format.text,
) -> None:
    """Vào sổ các văn bản trong tệp và giao việc theo điều khoản; có lỗi thì không ghi gì."""
    done = api.import_directives(Actor.operator(), file)
    say(
        {"directives": done.directives, "orders": done.orders, "tasks": done.tasks},
        format_,
    )
