"""`binhyen audit …`."""

from __future__ import annotations

import typer

from binhyen.foundation.audit.api import verify
from binhyen.foundation.exchange.console import Format, FormatOption, say
from binhyen.kernel.errors import RuleBroken

app = typer.Typer(no_args_is_help=True, help="Nhật ký.")


@app.callback()
def _group() -> None:
    """Keep `verify` a sub-command although it is the only one."""


@app.command("verify")
def verify_journal(format_: FormatOption = Format.text) -> None:
    """Walk the whole journal and name the first row that does not fit; exit 2 if there is one."""
    found = verify()
    say(
        {
            "intact": found.intact,
            "checked": found.checked,
            "head": found.head,
            "broken_at": found.broken_at,
            "reason": found.reason,
        },
        format_,
    )
    if not found.intact:
        raise RuleBroken(
            "Nhật ký bị hỏng từ dòng {row}: {reason}. Hãy đối chiếu với bản sao lưu gần nhất.",
            row=found.broken_at,
            reason=found.reason,
        )
