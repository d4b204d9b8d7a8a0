"""An instance folder as a `Problem`: all faults of all files in one refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from binhyen.features.staffing.rules.format1 import tables
from binhyen.features.staffing.rules.format1.weighing import read_weights
from binhyen.foundation.exchange.api import Faults
from binhyen.kernel.errors import N_, Invalid, NotFound, RowProblem
from binhyen.solver.deployment.api import Contradiction, Problem, contradictions

FILES: Final = {
    "units": tables.UNITS,
    "candidates": tables.OFFICERS,
    "donors": tables.DONORS,
    "waves": tables.WAVES,
    "weights": tables.RULES,
}
MOST_PAIRS: Final = 30_000_000
"""Eight times the largest province; arrays of it take about 1.5 GB."""


def read_problem(folder: Path) -> Problem:
    """Read units.csv, officers.csv, donors.csv, waves.csv and rules.toml.

    Raises:
        NotFound: no such folder.
        Invalid: anything wrong in any file; each row names file, line, column, value and cure.
    """
    if not folder.is_dir():
        raise NotFound(N_("Không có thư mục bài toán {folder}."), folder=str(folder))
    faults = {name: Faults(file) for name, file in FILES.items()}
    read: dict[str, list[tuple[int, Any]]] = {
        "units": list(tables.units(folder, faults["units"])),
        "candidates": list(tables.officers(folder, faults["candidates"])),
        "donors": list(tables.donors(folder, faults["donors"])),
        "waves": list(tables.waves(folder, faults["waves"])),
    }
    weights = read_weights(folder / tables.RULES, faults["weights"])
    parts: dict[str, Any] = {name: tuple(row for _, row in rows) for name, rows in read.items()}
    lines = {name: [line for line, _ in rows] for name, rows in read.items()}
    # Rows already refused would make their neighbours look wrong, so rows are compared only when all could be read.
    if not any(faults.values()):
        _note(contradictions(**parts, weights=weights), lines, faults)
    if any(faults.values()) or weights is None:
        raise refusal(faults.values())
    return Problem(**parts, weights=weights)


def refuse_size(problem: Problem) -> None:
    """Raise where a solver would need more memory than an office PC has; checking and pricing go by blocks and need none.

    Raises:
        Invalid: too many pairs of officer and opening.
    """
    pairs = len(problem.candidates) * len(problem.units)
    if pairs > MOST_PAIRS:
        raise Invalid(
            N_(
                "Bài toán có {officers} cán bộ × {units} đơn vị, nhiều hơn {most} cặp; hãy tách mỗi tỉnh "
                "thành một thư mục rồi chạy từng tỉnh."
            ),
            kind="too-large",
            officers=len(problem.candidates),
            units=len(problem.units),
            most=MOST_PAIRS,
        )


def refusal(faults: Iterable[Faults]) -> Invalid:
    """All faults of several files as one refusal, in the order of the files."""
    rows: list[RowProblem] = []
    for one in faults:
        rows += [replace(row, file=one.file) for row in one.kept]
        if one.count > len(one.kept):
            more = f"và {one.count - len(one.kept)} lỗi nữa"
            rows.append(RowProblem(None, None, "", more, one.file))
    return Invalid(
        N_("Dữ liệu vào có {count} lỗi; chưa ghi gì. Sửa các chỗ dưới đây rồi chạy lại."),
        kind="file-faults",
        rows=rows,
        count=sum(one.count for one in faults),
    )


def _note(
    found: Iterable[Contradiction], lines: dict[str, list[int]], faults: dict[str, Faults]
) -> None:
    for one in found:
        line = None if one.place is None else lines[one.table][one.place]
        faults[one.table].add(line, one.column, one.value, one.message)
