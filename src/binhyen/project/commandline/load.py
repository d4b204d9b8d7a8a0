"""`binhyen load …`: the catalogue, the units, a world."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Nạp danh mục, đơn vị, thế giới mô phỏng.")


@app.callback()
def _group() -> None:
    """Sub-commands are added as their engines arrive."""
