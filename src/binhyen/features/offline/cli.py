"""`binhyen offline …`: take parcels in at the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from binhyen.features.offline import api
from binhyen.features.offline.presenting import answer_facts
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, say
from binhyen.kernel.errors import N_, Invalid

app = typer.Typer(no_args_is_help=True, help="Làm việc không có mạng: nhận gói báo cáo.")


@app.callback()
def _group() -> None:
    """Keep `import` a word of its own although it is the only command."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="tệp gói báo cáo, dạng binhyen.parcel/1")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="chỉ xem, không ghi gì")] = False,  # noqa: FBT002 - typer's way of a flag
    format_: FormatOption = Format.text,
) -> None:
    """Nhận một gói báo cáo; thoát 1 nếu có bản bị từ chối hay có ô khác nhau, 2 nếu tệp sai."""
    content = _content(file)
    actor = Actor.operator()
    opened = api.open_parcel(actor, content)
    if dry_run:
        result = api.ParcelResult(opened, api.foreseen(opened), dry_run=True)
    else:
        result = api.import_parcel(actor, unit_id=opened.unit_id, content=content)
    say(_facts(result), format_)
    counts = result.counts()
    if not dry_run and (counts["refused"] or counts["conflict"]):
        raise typer.Exit(1)


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > api.MOST_BYTES:
            raise Invalid(N_("Tệp lớn hơn 4 MB nên không phải gói báo cáo."), kind="bad-parcel")
        return file.read_bytes()
    except OSError as fault:
        raise Invalid(
            N_("Không đọc được tệp {file}: {reason}."),
            file=str(file),
            reason=fault.strerror or str(fault),
        ) from fault


def _facts(result: api.ParcelResult) -> dict[str, Any]:
    opened = result.opened
    return {
        "parcel": str(opened.parcel),
        "sequence": opened.sequence,
        "missing_before": list(opened.gap),
        "known": opened.known,
        "dry_run": result.dry_run,
        "counts": result.counts(),
        "entries": [answer_facts(answer) for answer in result.answers],
    }
