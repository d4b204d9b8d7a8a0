"""The public surface of norms: load them, check units by them, count and follow the verdicts."""

from __future__ import annotations

from binhyen.engines.norms.commands import load_norms
from binhyen.engines.norms.queries.checking import check, history
from binhyen.engines.norms.queries.rolling import COUNTERS, RollUpBy, roll_up
from binhyen.engines.norms.queries.rules import rules, rules_in_force
from binhyen.engines.norms.types import (
    CERTAINTY_WORDS,
    Finding,
    Findings,
    LoadedNorms,
    NormRule,
    NormSource,
    Tally,
    Threshold,
    Verdict,
    VerdictSpan,
)

__all__ = [
    "CERTAINTY_WORDS",
    "COUNTERS",
    "Finding",
    "Findings",
    "LoadedNorms",
    "NormRule",
    "NormSource",
    "RollUpBy",
    "Tally",
    "Threshold",
    "Verdict",
    "VerdictSpan",
    "check",
    "history",
    "load_norms",
    "roll_up",
    "rules",
    "rules_in_force",
]
