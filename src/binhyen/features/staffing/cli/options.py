"""Arguments that several plan commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

FolderArgument = Annotated[Path, typer.Argument(help="thư mục bài toán, định dạng 1")]
PlanArgument = Annotated[Path, typer.Argument(help="plan.csv")]
BoundInOption = Annotated[
    Path | None, typer.Option("--bound", help="bound.csv: giá chứng minh cận dưới")
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help="số gieo")]
OutOption = Annotated[Path, typer.Option("--out", help="plan.csv sẽ ghi")]
RelaxOutOption = Annotated[
    Path | None,
    typer.Option("--relax", help="relax.csv sẽ ghi nếu không thể; mặc định cạnh --out"),
]
