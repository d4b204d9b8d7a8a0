"""The words of staffing that cross the module's border."""

from __future__ import annotations

from binhyen.features.staffing.types.figures import (
    Comparison,
    PersonDifference,
    PlanFigures,
    WavePart,
    WaveProgress,
)
from binhyen.features.staffing.types.postings import (
    AbsentOfficer,
    DonorStrength,
    EndingTerm,
    ExpiringCertificate,
    VacancyAlarm,
)
from binhyen.features.staffing.types.rows import Answer, DonorRow, LineRow, UnitRow
from binhyen.features.staffing.types.settings import (
    BaseChoice,
    DonorSetting,
    NormChoice,
    Settings,
    StageSetting,
    UnitSetting,
    WaveSetting,
)
from binhyen.features.staffing.types.steps import AbsenceKind, Origin, Step

__all__ = [
    "AbsenceKind",
    "AbsentOfficer",
    "Answer",
    "BaseChoice",
    "Comparison",
    "DonorRow",
    "DonorSetting",
    "DonorStrength",
    "EndingTerm",
    "ExpiringCertificate",
    "LineRow",
    "NormChoice",
    "Origin",
    "PersonDifference",
    "PlanFigures",
    "Settings",
    "StageSetting",
    "Step",
    "UnitRow",
    "UnitSetting",
    "VacancyAlarm",
    "WavePart",
    "WaveProgress",
    "WaveSetting",
]
