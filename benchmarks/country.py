"""Loading the catalogue and the country's units: done once, the other benchmarks start from a copy."""

from __future__ import annotations

from benchmarks.measuring import report, timed
from benchmarks.product import start


def main() -> None:
    """Load into the empty installation and tell how long it took."""
    start()
    from binhyen.engines.units.api import load_units
    from binhyen.foundation.access.api import Actor
    from binhyen.project.loading import load_catalogue

    actor = Actor.operator()
    report(
        timed(lambda: load_catalogue(actor)).row("loading the catalogue", "s", note="once"),
        timed(lambda: load_units(actor)).row("loading all units since 2019", "s", note="once"),
    )


if __name__ == "__main__":
    main()
