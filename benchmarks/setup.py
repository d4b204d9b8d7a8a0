"""A second `make setup`, when there is nothing left to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

from benchmarks.measuring import Row, median, report

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """The first run may still have something to do; the timed ones have not."""
    set_up()
    report(Row("make setup, second time", median(set_up, 3).wall, "s", 10, note="median of 3"))


def set_up() -> None:
    """Run the one command."""
    subprocess.run(["make", "-s", "setup"], cwd=ROOT, check=True, capture_output=True)


if __name__ == "__main__":
    main()
