"""The whole country: speed, size and exactness against a peer shaped like DHIS2's analytics, in one run.

`python -m benchmarks.country_figures [--values 3e6|30e6|100e6] [--only PART …] [--growth SIZE …] [--home FOLDER]`

Parts: reads (with the peer, another structure, memory), rebuild, approve, exchange, move, crowd. Answers are compared
before anything is timed. Everything lives in temporary folders and servers that are ended by their ids.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.country_figures_http import clean
from benchmarks.country_figures_parts import PARTS, Bench
from benchmarks.measuring import Row, say, table, timed_outside

BINHYEN = Path(sys.executable).parent / "binhyen"
SIZES = ("3e6", "30e6", "100e6")
LOAD_SECONDS = {"3e6": 120, "30e6": 600, "100e6": 1800}


def main() -> int:
    """Run what was asked for; 1 when a row is short of its goal."""
    given = _given()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="binhyen-bench-country-") as folder:
        for size in dict.fromkeys([*given.growth, given.values]):
            own = given.home if size == given.values else None
            home = Path(own) if own else Path(folder) / size
            if not own:
                rows.append(_load(home, size))
            bench = Bench(home, size, Path(folder))
            parts = given.only if size == given.values else ["reads", "rebuild"]
            for name in parts:
                rows += _run(name, bench)
    sys.stdout.write(table(rows) + "\n")
    return any(row.verdict == "SHORT" for row in rows)


def _run(name: str, bench: Bench) -> list[Row]:
    load = os.getloadavg()[0]
    say(f"{bench.size}: {name}, load {load:.1f} …")
    rows = PARTS[name](bench)
    for row in rows:
        say(f"  {row.what}: {row.value:,.4g} {row.unit} ({row.verdict}) {row.note}")
    return rows


def _load(home: Path, size: str) -> Row:
    home.mkdir(parents=True)
    say(f"loading viet_nam --values {size} …")
    took = timed_outside(
        lambda: subprocess.run(
            [str(BINHYEN), "load", "world", "viet_nam", "--values", size],
            env=clean(home),
            stdout=subprocess.DEVNULL,
            check=True,
        )
    )
    return took.row(f"{size}: loading the country", "s", LOAD_SECONDS[size], "SQLite; once")


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.country_figures", description=__doc__
    )
    parser.add_argument("--values", choices=(*SIZES, "tiny"), default="30e6")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--growth", nargs="*", choices=SIZES, default=["3e6"])
    parser.add_argument("--home", help="an installation already loaded with the size")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
