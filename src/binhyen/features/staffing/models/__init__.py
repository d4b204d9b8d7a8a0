"""Tables of staffing: plans as made, and what became of them."""

from __future__ import annotations

from binhyen.features.staffing.models.plans import (
    Plan,
    PlanEvent,
    PlanLine,
    PlanResult,
    Relaxation,
)
from binhyen.features.staffing.models.process import (
    Absence,
    Consultation,
    Decision,
    DecisionLine,
    Handover,
    PlannedReturn,
    Release,
    Revocation,
)

__all__ = [
    "Absence",
    "Consultation",
    "Decision",
    "DecisionLine",
    "Handover",
    "Plan",
    "PlanEvent",
    "PlanLine",
    "PlanResult",
    "PlannedReturn",
    "Relaxation",
    "Release",
    "Revocation",
]
