"""Run benchmarks, each in a process and an installation of its own, and print one table.

`python -m benchmarks [--only NAME …] [--demo]`
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import Row, reported, say, table

# What starts from the country's units, and what needs no installation at all.
ON_COUNTRY = ("units", "province", "rollup")
ALONE = ("detector", "offline", "setup", "demo")
NAMES = (*ON_COUNTRY, *ALONE)


def main() -> int:
    """Run what was asked for; 1 when a row is short of its target."""
    chosen = _chosen()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="binhyen-bench-") as folder:
        base = Path(folder) / "country"
        if any(name in ON_COUNTRY for name in chosen):
            rows += _run("country", base)
        for name in chosen:
            home = Path(folder) / name
            if name in ON_COUNTRY:
                shutil.copytree(base, home)
            rows += _run(name, home)
    sys.stdout.write(table(rows) + "\n")
    return any(row.verdict == "SHORT" for row in rows)


def _chosen() -> list[str]:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=NAMES, help="this one only; may be repeated"
    )
    parser.add_argument(
        "--demo", action="store_true", help="also `make demo` from a clean clone (minutes)"
    )
    given = parser.parse_args()
    if given.only:
        return [name for name in NAMES if name in given.only]
    return [name for name in NAMES if name != "demo" or given.demo]


def _run(name: str, home: Path) -> list[Row]:
    say(f"{name} …")
    # A database of the user's own must not be touched either.
    clean = {key: value for key, value in os.environ.items() if not key.startswith("BINHYEN_")}
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}"],
        env=clean | {"BINHYEN_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"benchmarks: {name} failed (exit {done.returncode}); see above")
    return reported(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
