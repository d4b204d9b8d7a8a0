"""`binhyen conference play …`: a conference with simulated points, told as JSON."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from time import process_time
from typing import Annotated, Any

import typer

from binhyen.engines.units.api import Level, Structure, structure
from binhyen.features.conference.api import (
    Conference,
    EventKind,
    happenings,
    minutes_of,
)
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import installation
from binhyen.foundation.exchange.console import Format, FormatOption, say
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid
from binhyen.worlds.thanh_hoa.conference_live import play_live
from binhyen.worlds.thanh_hoa.conference_play import played

app = typer.Typer(no_args_is_help=True, help="Hội nghị trực tuyến.")

WORLDS = {"thanh_hoa": "38"}
BEGINS = time(14, 0, tzinfo=clock.HANOI)


@app.callback()
def conference() -> None:
    """Hội nghị trực tuyến."""


@app.command()
def play(
    world: str,
    points: Annotated[int, typer.Option("--points", help="số điểm cầu mô phỏng")] = 30,
    seed: Annotated[int, typer.Option("--seed", help="hạt giống: cùng số, cùng diễn biến")] = 1,
    format_: FormatOption = Format.json,
) -> None:
    """Điểm cầu mô phỏng vào họp, điểm danh, phát biểu, biểu quyết; in ra những gì đã xảy ra."""
    began = process_time()
    tree = structure(clock.today())
    host, units = _points(tree, world, points)
    yesterday = datetime.combine(clock.today() - timedelta(days=1), BEGINS)
    held = played(seed, host, units, code=_code(seed, points), starts_at=yesterday)
    made = play_live(Actor.operator(), held)
    facts = told(made) | {"seed": seed, "points": points}
    facts["cpu_seconds"] = round(process_time() - began, 2)
    say(facts, format_)


def told(made: Conference) -> dict[str, Any]:
    """What happened, read back from the rows of the conference and its minutes."""
    kinds, choices = Counter[str](), Counter[str]()
    for kind, payload in happenings(made):
        # Those whose lines opened in the same moment are one event.
        kinds[kind] += len(payload.get("delegates", (None,)))
        if kind == EventKind.VOTED:
            choices[str(payload.get("choice"))] += 1
    sections = minutes_of(Actor.operator(), made.pk).sections
    return {
        "conference": made.pk,
        "code": made.code,
        "stage": made.stage,
        "delegates": sum(one.delegates.count() for one in made.points.all()),
        "present": kinds[EventKind.PRESENT],
        "left": kinds[EventKind.LEFT],
        "joined": kinds[EventKind.JOINED],
        "speeches": sections["speeches"].splitlines(),
        "votes": dict(sorted(choices.items())),
        "vote_told": sections["votes"],
        "events": made.sitting.seq,
    }


def _points(tree: Structure, world: str, wanted: int) -> tuple[Any, list[Any]]:
    if world not in WORLDS:
        raise Invalid(
            N_("Không có hội nghị mô phỏng của “{world}”: hãy chọn {known}."),
            world=world[:40],
            known=", ".join(WORLDS),
        )
    if installation().demo_world != world:
        raise Invalid(
            N_("Bản cài này chưa có thế giới {world}: hãy chạy binhyen load world {world}."),
            world=world,
        )
    host = tree.by_code(WORLDS[world], Level.PROVINCE)
    units = tree.at_level(Level.COMMUNE, host.id)
    if not 1 <= wanted <= len(units):
        raise Invalid(
            N_("Số điểm cầu {wanted} không được: {name} có từ 1 đến {most} điểm."),
            wanted=wanted,
            name=host.full_name,
            most=len(units),
        )
    return host, list(units[:wanted])


def _code(seed: int, points: int) -> str:
    """A code nobody has: plays of one seed differ in their last number only."""
    stem = f"phat-lai-{seed}-{points}"
    return f"{stem}-{Conference.objects.filter(code__startswith=f'{stem}-').count() + 1}"
