"""The country's units as of a date: cold in a process of its own, then warm."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

from benchmarks.measuring import Took, expect, median, middle, report, timed
from benchmarks.product import start

PROGRAMME, REFORMED = date(2022, 6, 15), date(2025, 7, 1)
COUNTS = {PROGRAMME: (63, 705, 10_599), REFORMED: (34, 0, 3_321)}
PROCESSES, RUNS = 5, 21


def main() -> None:
    """Check the counts of two days, then time them."""
    colds = [_in_own_process() for _ in range(PROCESSES)]
    start()
    from binhyen.engines.units.api import structure

    for day, wanted in COUNTS.items():
        tree = structure(day)
        expect(f"units on {day}", tuple(len(tree.at_level(level)) for level in (1, 2, 3)), wanted)
    days = [date(2022, month, 1) for month in range(1, 13)]
    report(
        middle(colds).row(
            "units of the whole country, cold",
            "s",
            0.3,
            f"first question of a process, median of {PROCESSES} processes",
        ),
        median(lambda: structure(PROGRAMME), RUNS).row(
            "units of the whole country, warm", "ms", 20, f"the same day again, median of {RUNS}"
        ),
        median(lambda: [structure(day) for day in days], 5).row(
            "units of the country on twelve days, warm",
            "ms",
            note="1st of each month of 2022 together, median of 5",
        ),
    )


def _in_own_process() -> Took:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.units", "--cold"],
        capture_output=True,
        text=True,
        check=True,
    )
    return Took(*json.loads(done.stdout))


def cold() -> None:
    """Print the seconds of the first question, the database connection open as on a server."""
    start()
    from django.db import connection

    from binhyen.engines.units.api import structure

    connection.ensure_connection()
    took = timed(lambda: structure(PROGRAMME))
    sys.stdout.write(json.dumps([took.wall, took.cpu]))


if __name__ == "__main__":
    cold() if "--cold" in sys.argv else main()
