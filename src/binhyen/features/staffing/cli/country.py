"""`binhyen plan country`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from binhyen.features.staffing.cli.options import SeedOption
from binhyen.features.staffing.country import Asked, ProvinceResult, solve_country
from binhyen.foundation.exchange.console import Format, FormatOption, progress, say


def country(
    instances: Annotated[Path, typer.Argument(help="thư mục, mỗi thư mục con một bài toán")],
    out: Annotated[Path, typer.Option("--out", help="thư mục sẽ ghi, mỗi tỉnh một thư mục con")],
    workers: Annotated[int, typer.Option("--workers", min=1, help="số tiến trình")] = 2,
    max_gap: Annotated[
        float, typer.Option("--max-gap", min=0.0, max=1.0, help="dừng khi khoảng cách đạt mức này")
    ] = 0.001,
    time_limit: Annotated[
        float | None,
        typer.Option(
            "--time-limit-per-province", min=0.0, help="giây mỗi tỉnh; mặc định không hạn"
        ),
    ] = None,
    seed: SeedOption = 0,
    format_: FormatOption = Format.text,
    *,
    to_the_end: Annotated[
        bool,
        typer.Option(
            "--to-the-end", help="tỉnh không quá 60 đơn vị: tìm đến khi chứng minh tối ưu"
        ),
    ] = False,
) -> None:
    """Giải nhiều tỉnh song song; chạy lại thì tỉnh đã xong được giữ. Mã thoát 1 nếu có tỉnh chưa có phương án."""
    asked = Asked(max_gap, time_limit, seed, to_the_end)
    found = solve_country(instances, out, workers=workers, asked=asked, tell=_tell)
    say(
        {
            **found.totals,
            "seconds": found.seconds,
            "workers": [asdict(one) for one in found.workers],
            "by_province": [_facts(one) for one in found.provinces],
        },
        format_,
    )
    if found.totals["not_planned"]:
        raise typer.Exit(1)


def _facts(one: ProvinceResult) -> dict[str, Any]:
    return {name: value for name, value in asdict(one).items() if value not in ("", None)}


def _tell(done: int, total: int, found: ProvinceResult | None) -> None:
    if found is None:
        return
    gap = "" if found.gap is None else f" · cách tối ưu ≤ {found.gap:.3%}"
    progress(
        f"{done}/{total} {found.name} · {found.state}{gap} · {found.cpu_seconds:.1f} s CPU · {found.peak_mb} MB"
    )
