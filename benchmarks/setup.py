"""A second `make setup`, when there is nothing left to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

from benchmarks.measuring import middle, report, timed_outside

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """The first run may still have something to do; the timed ones have not."""
    set_up()
    took = middle([timed_outside(set_up) for _ in range(3)])
    report(took.row("make setup, second time", "s", 10, "median of 3"))


def set_up() -> None:
    """Run the one command."""
    subprocess.run(["make", "-s", "setup"], cwd=ROOT, check=True, capture_output=True)


if __name__ == "__main__":
    main()
