"""`binhyen analysis …`: looking at thresholds from the command line or a timer."""

from __future__ import annotations

import typer

from binhyen.features.analysis import api
from binhyen.foundation.exchange.console import Format, FormatOption, say

app = typer.Typer(no_args_is_help=True, help="Phân tích số liệu: xét ngưỡng cảnh báo.")


@app.callback()
def group() -> None:
    """One command so far; without this it would lose its name."""


@app.command("alerts")
def alerts(format_: FormatOption = Format.text) -> None:
    """Xét mọi ngưỡng trên các kỳ đã chốt gần nhất; chạy lại không tạo cảnh báo trùng."""
    found = api.evaluate_alerts(api.today())
    say(
        {
            "rules": found.rules,
            "raised": found.raised,
            "closed": found.closed,
            "skipped": list(found.skipped),
        },
        format_,
    )
