"""The public surface of duty rosters."""

from __future__ import annotations

from binhyen.features.rosters.models import BookLine
from binhyen.features.rosters.queries.files import read_instance, read_roster
from binhyen.features.rosters.rules.instance import MOST_BYTES, instance_of
from binhyen.features.rosters.rules.outcome import result_facts, verdict_facts
from binhyen.solver.rosters.api import DEFAULT_EFFORT, DEFAULT_SEED, check, solve

__all__ = [
    "DEFAULT_EFFORT",
    "DEFAULT_SEED",
    "MOST_BYTES",
    "BookLine",
    "check",
    "instance_of",
    "read_instance",
    "read_roster",
    "result_facts",
    "solve",
    "verdict_facts",
]
