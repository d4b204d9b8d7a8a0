"""`binhyen roster …`: solve and check duty rosters given as files."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from binhyen.features.rosters import api
from binhyen.foundation.exchange.console import Format, FormatOption, progress, say
from binhyen.kernel.errors import N_, Invalid

app = typer.Typer(no_args_is_help=True, help="Lịch trực: xếp, kiểm tra.")

InstanceArgument = Annotated[Path, typer.Argument(help="tệp bài toán, dạng binhyen.roster/1")]
RosterArgument = Annotated[Path, typer.Argument(help="tệp lịch, dạng binhyen.roster-result/1")]
OutOption = Annotated[Path, typer.Option("--out", help="tệp nhận lịch và chứng minh")]
SeedOption = Annotated[
    int, typer.Option("--seed", min=0, max=2**31 - 1, help="cùng số thì cùng lịch")
]
LimitOption = Annotated[
    float,
    typer.Option(
        "--time-limit",
        min=0.1,
        max=3600,
        help="giới hạn, tính bằng giây tất định của bộ giải (gần bằng giây máy)",
    ),
]


@app.command("solve")
def solve(
    instance: InstanceArgument,
    out: OutOption,
    seed: SeedOption = api.DEFAULT_SEED,
    time_limit: LimitOption = api.DEFAULT_EFFORT,
    format_: FormatOption = Format.text,
) -> None:
    """Xếp lịch, ghi lịch và chứng minh công bằng; thoát 1 nếu không xếp được, 2 nếu tệp sai."""
    problem = api.read_instance(instance.name, _content(instance))
    progress(f"Xếp lịch cho {len(problem.people)} người, {len(problem.days)} ngày …")
    facts = api.result_facts(problem, api.solve(problem, seed=seed, effort=time_limit))
    _write(out, facts)
    say(facts if format_ is Format.json else _short(facts), format_)
    if not facts["duties"]:
        raise typer.Exit(1)


@app.command("check")
def check(
    instance: InstanceArgument, roster: RosterArgument, format_: FormatOption = Format.text
) -> None:
    """Kiểm tra một lịch, không dùng bộ giải; thoát 1 nếu lịch vi phạm, 2 nếu tệp sai."""
    problem = api.read_instance(instance.name, _content(instance))
    verdict = api.check(problem, api.read_roster(roster.name, _content(roster)))
    facts = api.verdict_facts(problem, verdict)
    say(facts if format_ is Format.json else _short(facts), format_)
    if not verdict.valid:
        raise typer.Exit(1)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > api.MOST_BYTES:
            raise Invalid(
                N_("Tệp {file} lớn quá {most} byte."), file=path.name, most=api.MOST_BYTES
            )
        return path.read_bytes()
    except OSError as fault:
        raise Invalid(
            N_("Không đọc được tệp {file}: hãy kiểm tra tên và quyền đọc."), file=str(path)
        ) from fault


def _write(path: Path, facts: dict[str, Any]) -> None:
    """Beside first, then under its name: nobody ever finds half a roster."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", dir=path.resolve().parent, delete=False, encoding="utf-8"
        ) as file:
            file.write(json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
        written = Path(file.name)
        written.chmod(0o644)
        written.replace(path)
    except OSError as fault:
        raise Invalid(
            N_("Không ghi được tệp {file}: hãy kiểm tra thư mục và quyền ghi."), file=str(path)
        ) from fault


def _short(facts: dict[str, Any]) -> dict[str, Any]:
    """What a person reads: the proof in words, what breaks, who is overloaded."""
    told: dict[str, Any] = {
        name: facts[name] for name in ("status", "valid", "objective", "bound") if name in facts
    }
    told["fairness"] = [one["words"] for one in facts["fairness"]]
    told["overloads"] = [
        f"{one['name']}: {one['most']} ca, khuyến nghị {one['advised']} ({one['label']})"
        for one in facts["overloads"]
    ]
    told["violations"] = [one["message"] for one in facts.get("violations", [])]
    told["clashing_rules"] = facts.get("clashing_rules", [])
    told["clashes"] = [
        "; ".join([one["message"], *one["because"]]) for one in facts.get("clashes", [])
    ]
    return {name: value for name, value in told.items() if value != []}
