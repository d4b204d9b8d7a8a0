"""Many provinces at once: a folder of instances solved in worker processes, restartable, each answer on its own.

Free of Django and of the database: instances and answers are files. A killed run loses at most the provinces in hand.
"""

from __future__ import annotations

from binhyen.features.staffing.country.run import solve_country
from binhyen.features.staffing.country.types import (
    Asked,
    CountryResult,
    ProvinceResult,
    Tell,
    WorkerUse,
)

__all__ = ["Asked", "CountryResult", "ProvinceResult", "Tell", "WorkerUse", "solve_country"]
