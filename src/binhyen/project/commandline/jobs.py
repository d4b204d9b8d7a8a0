"""`binhyen jobs …`."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, say
from binhyen.foundation.jobs.api import Job, enqueue, jobs, stop, work
from binhyen.kernel.errors import N_, Invalid

app = typer.Typer(no_args_is_help=True, help="Việc nền: việc lâu chạy phía sau.")


@app.command("work")
def work_command(
    once: Annotated[bool, typer.Option("--once", help="chạy hết việc đang chờ rồi thôi")] = False,  # noqa: FBT002
    beside: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Chạy việc nền cho đến khi bị ngắt; `binhyen serve` tự mở một tiến trình như thế."""
    work(once=once, beside=beside, beat=True)


@app.command("ask")
def ask(
    code: Annotated[str, typer.Argument(help="loại việc, như staffing.country")],
    arguments: Annotated[
        list[str] | None, typer.Argument(help="tên=giá trị; giá trị là JSON hoặc chữ")
    ] = None,
) -> None:
    """Yêu cầu một việc nền; in ra số của việc."""
    typer.echo(enqueue(Actor.operator(), code, **dict(map(_argument, arguments or ()))).pk)


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


def _argument(text: str) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    if not sign or not name.isidentifier():
        raise Invalid(N_("Tham số “{text}” phải viết tên=giá trị."), text=text)
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


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
