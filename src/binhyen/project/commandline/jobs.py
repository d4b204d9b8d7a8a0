"""`binhyen jobs …`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, say
from binhyen.foundation.jobs.api import Job, jobs, stop, work

app = typer.Typer(no_args_is_help=True, help="Việc nền: việc lâu chạy phía sau.")


@app.command("work")
def work_command(
    once: Annotated[bool, typer.Option("--once", help="chạy hết việc đang chờ rồi thôi")] = False,  # noqa: FBT002
    beside: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Chạy việc nền cho đến khi bị ngắt; `binhyen serve` tự mở một tiến trình như thế."""
    work(once=once, beside=beside, beat=True)


@app.command("list")
def list_jobs(
    last: Annotated[
        int, typer.Option("--last", min=1, max=1000, help="bao nhiêu việc gần nhất")
    ] = 20,
    format_: FormatOption = Format.text,
) -> None:
    """Liệt kê việc nền, mới nhất trước."""
    say({"jobs": [_facts(one) for one in jobs(Actor.operator())[:last]]}, format_)


@app.command("stop")
def stop_job(job: Annotated[int, typer.Argument(help="số của việc")]) -> None:
    """Dừng một việc nền."""
    typer.echo(stop(Actor.operator(), job).get_state_display())


def _facts(job: Job) -> dict[str, Any]:
    return {
        "id": job.pk,
        "code": job.code,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "stage": job.stage,
        "attempts": job.attempts,
        "asked_by": job.actor_name,
        "asked_at": job.asked_at,
        "finished_at": job.finished_at,
        "result": job.result,
        "error": job.error,
    }
