"""`binhyen move --to URL`."""

from __future__ import annotations

from typing import Annotated

import typer

from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, progress, say
from binhyen.project.moving import move


def move_installation(
    to: Annotated[
        str, typer.Option("--to", help="postgresql://tên:mật-khẩu@máy/cơ-sở-dữ-liệu, còn trống")
    ],
    format_: FormatOption = Format.text,
) -> None:
    """Chuyển cả bản cài từ SQLite sang PostgreSQL; nguồn giữ nguyên, không mất, không trùng."""
    made = move(Actor.operator(), to, progress)
    say(
        {
            "target": made.target,
            "rows": made.rows,
            "tables": len(made.digests),
            "journal": made.journal,
            "already": made.already,
            "digests": made.digests if format_ is Format.json else {},
        },
        format_,
    )
    progress("BINHYEN_DATABASE_URL=postgresql://…@" + made.target)
