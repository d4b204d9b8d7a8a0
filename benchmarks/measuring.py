"""One measured row, how it is timed, and the table that shows all rows."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

MARK = "benchmark-row "


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured; `target` is a most for seconds and a least for ratios and rates."""

    what: str
    value: float
    unit: str  # s, ms, × or values/s
    target: float | None = None
    least: bool = False
    ratio: float | None = None
    note: str = ""
    cpu: float | None = None  # in the same unit; far below `value` when the machine had other work

    @property
    def verdict(self) -> str:
        """`ok`, `SHORT`, or a dash where no target was set."""
        if self.target is None:
            return "–"
        met = self.value >= self.target if self.least else self.value <= self.target
        return "ok" if met else "SHORT"


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the wall and seconds of this process's own work."""

    wall: float
    cpu: float

    def row(self, what: str, unit: str, target: float | None = None, note: str = "") -> Row:
        """A row in `s` or `ms`."""
        times = {"s": 1, "ms": 1000}[unit]
        return Row(what, self.wall * times, unit, target, note=note, cpu=self.cpu * times)


def timed(work: Callable[[], Any]) -> Took:
    """One run."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def timed_outside(work: Callable[[], Any]) -> Took:
    """One run of something whose work is done by other processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = timed(work)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(took.wall, spent)


def median(work: Callable[[], Any], runs: int) -> Took:
    """Medians of some runs; what the first one fills stays filled for the others."""
    return middle([timed(work) for _ in range(runs)])


def middle(runs: Sequence[Took]) -> Took:
    """The medians of runs already made."""
    return Took(
        statistics.median(run.wall for run in runs), statistics.median(run.cpu for run in runs)
    )


def expect(what: str, found: object, wanted: object) -> None:
    """An answer that is wrong is not worth timing.

    Raises:
        SystemExit: the answers differ.
    """
    if found != wanted:
        raise SystemExit(f"benchmarks: {what}: {found!r}, expected {wanted!r}")


def report(*rows: Row) -> None:
    """Hand rows from a benchmark's own process to the one that prints the table."""
    for row in rows:
        sys.stdout.write(MARK + json.dumps(asdict(row), ensure_ascii=False) + "\n")
    sys.stdout.flush()


def reported(text: str) -> list[Row]:
    """The rows in what a benchmark's process printed."""
    return [
        Row(**json.loads(line.removeprefix(MARK)))
        for line in text.splitlines()
        if line.startswith(MARK)
    ]


def say(line: str) -> None:
    """Tell progress beside the table."""
    sys.stderr.write(f"benchmarks: {line}\n")
    sys.stderr.flush()


def table(rows: Sequence[Row]) -> str:
    """All rows as one table of text."""
    header = ("what", "target", "measured", "own work", "ratio", "verdict", "how")
    cells = [header, *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(header))]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))
        for line in cells
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    target = "–"
    if row.target is not None:
        target = f"{'≥' if row.least else '≤'} {_number(row.target)} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:.1f} ×"
    cpu = "" if row.cpu is None else f"{_number(row.cpu)} {row.unit}"
    return (row.what, target, f"{_number(row.value)} {row.unit}", cpu, ratio, row.verdict, row.note)


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"
