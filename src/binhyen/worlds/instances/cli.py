"""`binhyen plan sample`: invented provinces as folders of format 1."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from binhyen.engines.units.api import Level, structure
from binhyen.features.staffing.api import deployment_defaults, weights_with, write_problem
from binhyen.foundation.exchange.console import (
    Format,
    FormatOption,
    OnOption,
    parse_day,
    progress,
    say,
)
from binhyen.worlds.instances import PROFILES, invent

DAY = "2022-06-03"


def sample(
    out: Annotated[Path, typer.Option("--out", help="thư mục sẽ ghi")],
    province: Annotated[
        str, typer.Option("--province", help="mã tỉnh; all: mọi tỉnh, mỗi tỉnh một thư mục con")
    ] = "all",
    profile: Annotated[str, typer.Option("--profile", help=", ".join(PROFILES))] = "normal",
    seed: Annotated[int, typer.Option("--seed", min=0)] = 1,
    on: OnOption = DAY,
    format_: FormatOption = Format.text,
) -> None:
    """Dựng bài toán điều động thử nghiệm: xã, thị trấn có thật của ngày ấy; cán bộ, đơn vị cử, đợt đều mô phỏng."""
    day = parse_day(on)
    codes = _provinces(day) if province == "all" else [province]
    weights = weights_with(deployment_defaults().weights, {})
    rows = []
    for code in codes:
        problem = invent(code, on=day, profile=profile, seed=seed, weights=weights)
        write_problem(problem, out / code if province == "all" else out)
        rows.append(
            {
                "province": code,
                "units": len(problem.units),
                "posts": sum(unit.size for unit in problem.units),
                "officers": len(problem.candidates),
                "donors": len(problem.donors),
            }
        )
        progress(" · ".join(f"{name} {value}" for name, value in rows[-1].items()))
    say({"synthetic": True, "profile": profile, "seed": seed, "provinces": rows}, format_)


def _provinces(day: date) -> list[str]:
    return [one.code for one in structure(day).at_level(Level.PROVINCE)]
