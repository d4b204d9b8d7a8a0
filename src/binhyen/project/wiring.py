"""Every hidden coupling in one place: who listens to what, and which engine counts for which element."""

from __future__ import annotations

from binhyen.engines.indicators.api import register_counter
from binhyen.engines.norms.api import COUNTERS as NORM_COUNTERS
from binhyen.engines.people.api import COUNTERS as PEOPLE_COUNTERS


def connect() -> None:
    """Join the modules; called once when all apps are ready."""
    for name, count in {**PEOPLE_COUNTERS, **NORM_COUNTERS}.items():
        register_counter(name, count)
