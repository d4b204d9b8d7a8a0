"""From a directive to every unit to a sitting with a thousand points: every goal in one table, with ratios.

`python -m benchmarks.conference [--only NAME …]`. A part whose module or machine is missing is named as missing; it is
never counted as met.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measuring import Row, reported, say, table

# A part that cannot run here says so with this exit code, and its last line of errors tells why.
CANNOT = 77
LONGEST_S = 1500


@dataclass(frozen=True, slots=True)
class Part:
    """A measured part: its module, what it is, and whether it starts from the country's units."""

    name: str
    module: str
    goals: str
    on_country: bool = True


PARTS = (
    Part("giving", "benchmarks.tasks_giving", "directive to 8,873 units ≤ 3 s"),
    Part("board", "benchmarks.tasks_board", "board of all units ≤ 50 ms over HTTP"),
    Part(
        "live",
        "benchmarks.realtime",
        "figure to 1,000 points ≤ 250 ms p95 on less than a core; 1,000 joins in 10 s, none refused",
    ),
    Part("joining", "benchmarks.conference_joining", "joining ≤ 150 KB first, ≤ 10 KB again"),
    Part("janus", "benchmarks.janus_points", "points that one core carries", on_country=False),
)


def main() -> int:
    """Run the parts asked for; 1 when a goal is missed or a part could not run."""
    chosen = _chosen()
    rows: list[Row] = []
    missing: list[tuple[Part, str]] = []
    with tempfile.TemporaryDirectory(prefix="binhyen-bench-") as folder:
        base = Path(folder) / "country"
        for part in chosen:
            if find_spec(part.module) is None:
                missing.append((part, "not written yet"))
                continue
            found, why = _part(part, Path(folder), base)
            rows += found
            if why:
                missing.append((part, why))
    sys.stdout.write(table(rows) + "\n")
    for part, why in missing:
        sys.stdout.write(f"MISSING  {part.name}: {part.goals} – {why}\n")
    return bool(missing) or any(row.verdict == "SHORT" for row in rows)


def _chosen() -> list[Part]:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.conference", description=__doc__)
    names = [part.name for part in PARTS]
    parser.add_argument("--only", action="append", choices=names, help="this one; may be repeated")
    given = parser.parse_args()
    return [part for part in PARTS if not given.only or part.name in given.only]


def _part(part: Part, folder: Path, base: Path) -> tuple[list[Row], str]:
    home = folder / part.name
    if part.on_country:
        if not base.exists():
            _run("benchmarks.country", base)
        shutil.copytree(base, home)
    return _run(part.module, home)


def _run(module: str, home: Path) -> tuple[list[Row], str]:
    """The rows a part reports and, when it did not come to its end, why."""
    say(f"{module} …")
    clean = {key: value for key, value in os.environ.items() if not key.startswith("BINHYEN_")}
    try:
        done = subprocess.run(
            [sys.executable, "-m", module],
            env=clean | {"BINHYEN_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST_S,
        )
    except subprocess.TimeoutExpired:
        return [], f"not done within {LONGEST_S} s"
    sys.stderr.write(done.stderr)
    if not done.returncode:
        return reported(done.stdout), ""
    last = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
    return reported(done.stdout), last if done.returncode == CANNOT else f"failed: {last}"


if __name__ == "__main__":
    sys.exit(main())
