"""`binhyen demo` and `binhyen serve`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from binhyen.engines.units.api import find
from binhyen.features.review.api import run_review, write_files
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import installation
from binhyen.foundation.exchange.console import progress
from binhyen.kernel.errors import N_, Conflict
from binhyen.project import demo_accounts, loading
from binhyen.project.serving import serve as serve_site

WORLD, PROVINCE = "thanh_hoa", "38"
CONFERENCES = date(2021, 5, 31), date(2022, 6, 3)

PortOption = Annotated[int, typer.Option("--port", min=1, max=65535)]
HostOption = Annotated[str, typer.Option("--host", help="địa chỉ; mặc định chỉ máy này")]


def demo(
    serve: Annotated[bool, typer.Option(help="mở trang sau khi nạp")] = True,  # noqa: FBT002
    port: PortOption = 8000,
) -> None:
    """Nạp thế giới Thanh Hóa, lập báo cáo sơ kết cho hội nghị 3-6-2022, rồi mở trang."""
    _load_world()
    folder = Path(settings.BINHYEN_HOME) / "review" / WORLD
    start, end = CONFERENCES
    progress("review …")
    made = run_review(Actor.operator(), under_id=find(PROVINCE, end).id, start=start, end=end)
    for path in write_files(Actor.operator(), made, folder).values():
        typer.echo(path)
    if serve:
        serve_command(port=port)


def serve_command(host: HostOption = "127.0.0.1", port: PortOption = 8000) -> None:
    """Mở trang trên máy này."""
    progress(f"http://{host}:{port}/")
    serve_site(host, port)


def _load_world() -> None:
    marked = installation().demo_world
    if marked and marked != WORLD:
        raise Conflict(
            N_("Bản cài này đã có thế giới “{world}”; hãy đặt BINHYEN_HOME khác."), world=marked
        )
    if not marked:
        loading.load_world(Actor.operator(), WORLD, progress)
    demo_accounts.open_once(Actor.operator())
